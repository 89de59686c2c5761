"""架子：按键记住算出的值，最久没用的先放下；个数有上限，占得多的另按份量算。"""

from collections import OrderedDict
from typing import Any


class Shelf:
    """most 为最多几个，heaviest 为份量之和的上限；最后放上的一个总留着。"""

    def __init__(self, most: int, heaviest: int) -> None:
        self.most, self.heaviest = most, heaviest
        self._items: OrderedDict[tuple[object, ...], tuple[Any, int]] = OrderedDict()
        self._weight = 0

    def __contains__(self, key: tuple[object, ...]) -> bool:
        return key in self._items

    def get(self, key: tuple[object, ...]) -> Any:
        """已有的值；算作刚用过。"""
        self._items.move_to_end(key)
        return self._items[key][0]

    def put(self, key: tuple[object, ...], value: Any, weight: int) -> None:
        """放上一个，放不下的从最久没用的起放下。"""
        self._weight += weight - self._items.pop(key, (None, 0))[1]
        self._items[key] = (value, weight)
        while len(self._items) > 1 and (len(self._items) > self.most or self._weight > self.heaviest):
            _, (_, gone) = self._items.popitem(last=False)
            self._weight -= gone
