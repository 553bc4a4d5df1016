// Counts what the calling thread allocates. Where it cannot be counted, it says so instead of counting nothing.

#ifndef ALLOCATION_COUNTING_H
#define ALLOCATION_COUNTING_H

#include <stdint.h>

/// What the calling thread has allocated since it began.
typedef struct {
  /// Blocks: every successful malloc, calloc, realloc and aligned allocation, those of the Swift runtime included.
  int64_t allocations;
  /// The bytes that were asked for.
  int64_t allocated_bytes;
  /// Bytes of blocks allocated, less those freed, by the thread; of blocks as the allocator rounds them up. A thread that
  /// frees what another one allocated may be below 0.
  int64_t held_bytes;
  /// The largest `held_bytes` since the thread began or called `allocation_counts_begin_peak`.
  int64_t peak_bytes;
} AllocationCounts;

/// Why allocations of this process are not counted, as a part of a sentence; NULL where they are.
const char *allocation_counting_obstacle(void);

/// The counts of the calling thread; all 0 where nothing is counted.
AllocationCounts allocation_counts(void);

/// Where an allocation was made: places in the program's own code, the innermost first, as distances from its start; 0
/// behind the last. Code of libraries is left out.
typedef struct {
  uint64_t frames[16];
} AllocationStack;

/// Writes the stack of each allocation of the calling thread into a buffer, until it is full or `allocation_stacks_end`.
void allocation_stacks_begin(AllocationStack *buffer, int64_t capacity);

/// Ends the writing of stacks; returns how many were written.
int64_t allocation_stacks_end(void);

/// Lets the peak of the calling thread begin at what it holds now.
void allocation_counts_begin_peak(void);

#endif
