// On glibc the functions of the allocator are defined here and forward to glibc's own under the names that it exports
// for this: the executable that links this file counts every allocation, without preloading a library.

#include "AllocationCounting.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__linux__)
#include <malloc.h>
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OBSTACLE "a sanitizer has an allocator of its own"
#endif
#endif
#if !defined(OBSTACLE) && defined(__APPLE__)
#define OBSTACLE "macOS offers no way that has been proven here"
#endif
#if !defined(OBSTACLE) && (!defined(__GLIBC__) || __SIZEOF_POINTER__ != 8)
#define OBSTACLE "only the allocator of a 64-bit glibc can be counted"
#endif

#ifdef OBSTACLE

const char *allocation_counting_obstacle(void) { return OBSTACLE; }
AllocationCounts allocation_counts(void) { return (AllocationCounts){0, 0, 0, 0}; }
void allocation_counts_begin_peak(void) {}
void allocation_stacks_begin(AllocationStack *buffer, int64_t capacity) {}
int64_t allocation_stacks_end(void) { return 0; }

#else

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void *__libc_valloc(size_t);
extern void *__libc_pvalloc(size_t);
extern void __libc_free(void *);

// Initial-exec: reached without a call, which could allocate.
static _Thread_local __attribute__((tls_model("initial-exec"))) AllocationCounts counts;

// Swift's arrays grow into all of a block, and so ask how large it is. Left alone, glibc gives a block 16 bytes more when
// the rest of what it was cut from would be too small, which depends on everything that the process has done before: equal
// code would allocate now and then once more or once less. So every block is asked for in steps of 32 bytes, and 16 bytes
// more are not told of.
enum { step = 32, header = sizeof(size_t) };

static size_t stepped(size_t size) {
  return size > SIZE_MAX - 2 * step ? size : ((size + header + step - 1) & ~(size_t)(step - 1)) - header;
}

size_t malloc_usable_size(void *block) {
  if (block == NULL) return 0;
  // The word before a block is its size, with three flags; one of them says that it is a mapping of its own, with two
  // such words before it.
  size_t word = ((size_t *)block)[-1];
  size_t size = (word & ~(size_t)7) - ((word & 2) != 0 ? header : 0);
  return (size & ~(size_t)(step - 1)) - header;
}

// Which blocks are mappings of their own depends, by default, on those that were freed before. Fixed at what a process
// that frees large blocks ends with.
__attribute__((constructor)) static void fix_thresholds(void) {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

static _Thread_local __attribute__((tls_model("initial-exec"))) struct {
  AllocationStack *buffer;
  int64_t count;
  int64_t capacity;
} stacks;

// The ends of the program's own code, which the linker defines.
extern const char __executable_start, etext;

// Follows the frame pointers, which Swift keeps in release builds too. The frame of an async function is marked in a bit
// that no address has.
static void write_stack(void **frame) {
  uint64_t *places = stacks.buffer[stacks.count++].frames;
  int depth = 0;
  for (int steps = 0; steps < 256 && depth < 16; steps++) {
    const char *place = frame[1];
    if (place > &__executable_start && place < &etext) places[depth++] = (uint64_t)(place - &__executable_start);
    void **next = (void **)((uintptr_t)frame[0] & ~((uintptr_t)1 << 60));
    // Frames lie further and further up, none of them far from the next.
    if (next <= frame || (uintptr_t)next - (uintptr_t)frame > 1 << 20 || ((uintptr_t)next & 7) != 0) break;
    frame = next;
  }
  if (depth < 16) places[depth] = 0;
}

static inline __attribute__((always_inline)) void *counted(void *block, size_t size) {
  if (block == NULL) return NULL;
  if (stacks.count < stacks.capacity) write_stack(__builtin_frame_address(0));
  counts.allocations += 1;
  counts.allocated_bytes += (int64_t)size;
  counts.held_bytes += (int64_t)malloc_usable_size(block);
  if (counts.held_bytes > counts.peak_bytes) counts.peak_bytes = counts.held_bytes;
  return block;
}

void *malloc(size_t size) { return counted(__libc_malloc(stepped(size)), size); }

void *calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return __libc_calloc(count, size);
  return counted(__libc_calloc(1, stepped(bytes)), bytes);
}

void *realloc(void *block, size_t size) {
  if (block != NULL && size == 0) {
    free(block);
    return NULL;
  }
  int64_t old = block == NULL ? 0 : (int64_t)malloc_usable_size(block);
  void *moved = __libc_realloc(block, stepped(size));
  // Without a result the old block is still there.
  if (moved != NULL) counts.held_bytes -= old;
  return counted(moved, size);
}

void *memalign(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, stepped(size)), size); }

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *block = memalign(alignment, size);
  if (block == NULL) return ENOMEM;
  *result = block;
  return 0;
}

void *valloc(size_t size) { return counted(__libc_valloc(stepped(size)), size); }

void *pvalloc(size_t size) { return counted(__libc_pvalloc(stepped(size)), size); }

void free(void *block) {
  if (block != NULL) counts.held_bytes -= (int64_t)malloc_usable_size(block);
  __libc_free(block);
}

// Called through a variable, so that the compiler cannot take both calls away.
static void *(*volatile allocate)(size_t) = malloc;
static void (*volatile release)(void *) = free;

const char *allocation_counting_obstacle(void) {
  int64_t before = counts.allocations;
  void *block = allocate(1000);
  size_t size = malloc_usable_size(block);
  release(block);
  return counts.allocations == before || size != stepped(1000) ? "another allocator has taken the place of glibc's" : NULL;
}

AllocationCounts allocation_counts(void) { return counts; }

void allocation_stacks_begin(AllocationStack *buffer, int64_t capacity) {
  stacks.buffer = buffer;
  stacks.count = 0;
  stacks.capacity = capacity;
}

int64_t allocation_stacks_end(void) {
  stacks.capacity = 0;
  return stacks.count;
}

void allocation_counts_begin_peak(void) { counts.peak_bytes = counts.held_bytes; }

#endif
