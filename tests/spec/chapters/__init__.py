"""口径书的各章。"""

from tests.spec.chapters import actual, commitments, comparing, contests, lights, methods, pace, reporting, tasks, writing

CHAPTERS = (actual.CHAPTER, pace.CHAPTER, lights.CHAPTER, tasks.CHAPTER, commitments.CHAPTER, contests.CHAPTER, methods.CHAPTER, reporting.CHAPTER, writing.CHAPTER, comparing.CHAPTER)
