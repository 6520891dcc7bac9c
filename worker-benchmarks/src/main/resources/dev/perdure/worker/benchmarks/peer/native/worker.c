// A worker that does nothing, one request at a time: what a native one costs. It reads what has
// come, copies each text of the request into memory of its own, as a tool that uses them would, and
// answers. There is no cancellation, no check and no limit, and JSON texts keep their escapes.
// Argument: the protocol.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *input;
static size_t capacity = 1 << 16, begin, end;

static char **texts;
static size_t text_count, text_capacity;
static unsigned request_id;

static void *checked(void *memory) {
  if (memory == NULL) abort();
  return memory;
}

static void keep(const char *bytes, size_t length) {
  if (text_count == text_capacity) {
    text_capacity = text_capacity ? 2 * text_capacity : 16;
    texts = checked(realloc(texts, text_capacity * sizeof *texts));
  }
  char *text = checked(malloc(length + 1));
  memcpy(text, bytes, length);
  text[length] = 0;
  texts[text_count++] = text;
}

static void forget(void) {
  while (text_count > 0) free(texts[--text_count]);
  request_id = 0;
}

// Reads more; 0 at the end of the stream.
static int fill(void) {
  memmove(input, input + begin, end - begin);
  end -= begin;
  begin = 0;
  if (end == capacity) {
    capacity *= 2;
    input = checked(realloc(input, capacity));
  }
  ssize_t count = read(STDIN_FILENO, input + end, capacity - end);
  if (count <= 0) return 0;
  end += (size_t)count;
  return 1;
}

static void answer(const char *bytes, size_t length) {
  if (write(STDOUT_FILENO, bytes, length) != (ssize_t)length) exit(1);
}

static unsigned long varint(const unsigned char **at) {
  unsigned long value = 0;
  for (int shift = 0;; shift += 7) {
    unsigned char next = *(*at)++;
    value |= (unsigned long)(next & 0x7f) << shift;
    if (next < 0x80) return value;
  }
}

// Field 2 of a request is a message of two texts, path and digest; in it all fields are kept.
static void fields(const unsigned char *at, const unsigned char *stop, int nested) {
  while (at < stop) {
    unsigned long tag = varint(&at);
    if ((tag & 7) == 2) {
      unsigned long length = varint(&at);
      if (nested || tag >> 3 == 1) keep((const char *)at, length);
      else if (tag >> 3 == 2) fields(at, at + length, 1);
      at += length;
    } else {
      unsigned long value = varint(&at);
      if (tag >> 3 == 3) request_id = (unsigned)value;
    }
  }
}

static int complete_proto(size_t *start, size_t *length) {
  size_t at = begin;
  *length = 0;
  for (int shift = 0; at < end; shift += 7) {
    unsigned char next = (unsigned char)input[at++];
    *length |= (size_t)(next & 0x7f) << shift;
    if (next < 0x80) {
      *start = at;
      return *length <= end - at;
    }
  }
  return 0;
}

static void proto(void) {
  size_t start, length;
  for (;;) {
    while (!complete_proto(&start, &length))
      if (!fill()) return;
    const unsigned char *first = (const unsigned char *)input + start;
    fields(first, first + length, 0);
    begin = start + length;
    char bytes[8] = {0};
    size_t size = 1;
    if (request_id != 0) {
      bytes[size++] = 3 << 3;
      unsigned left = request_id;
      for (; left > 0x7f; left >>= 7) bytes[size++] = (char)(left | 0x80);
      bytes[size++] = (char)left;
      bytes[0] = (char)(size - 1);
    }
    answer(bytes, size);
    forget();
  }
}

static const char *text(const char *at, const char **first, size_t *length) {
  *first = ++at;
  for (;; at++) {
    at = memchr(at, '"', (size_t)(input + end - at));
    const char *escape = at;
    while (escape > *first && escape[-1] == '\\') escape--;
    if ((at - escape) % 2 == 0) break;
  }
  *length = (size_t)(at - *first);
  return at + 1;
}

static const char *blanks(const char *at) {
  while (*at == ' ') at++;
  return at;
}

// Reads a value; keeps the texts that are not names of members.
static const char *value(const char *at, const char *name, size_t name_length) {
  const char *first;
  size_t length;
  if (*at == '"') {
    at = text(at, &first, &length);
    keep(first, length);
  } else if (*at == '[' || *at == '{') {
    char closing = *at == '[' ? ']' : '}';
    for (at = blanks(at + 1); *at != closing; at = blanks(*at == ',' ? at + 1 : at)) {
      if (closing == '}') {
        at = blanks(text(at, &name, &name_length));
        at = blanks(at + 1);
      }
      at = blanks(value(at, name, name_length));
    }
    at++;
  } else {
    unsigned number = 0;
    for (; *at != ',' && *at != '}' && *at != ']' && *at > ' '; at++)
      number = 10 * number + (unsigned)(*at - '0');
    if (name_length == 9 && memcmp(name, "requestId", 9) == 0) request_id = number;
  }
  return at;
}

static void json(void) {
  size_t seen = 0;
  for (;;) {
    char *line_end;
    while ((line_end = memchr(input + begin + seen, '\n', end - begin - seen)) == NULL) {
      seen = end - begin;
      if (!fill()) return;
    }
    value(input + begin, "", 0);
    begin = (size_t)(line_end - input) + 1;
    seen = 0;
    char bytes[64];
    int size = snprintf(bytes, sizeof bytes, "{\"requestId\":%u}\n", request_id);
    answer(bytes, (size_t)size);
    forget();
  }
}

int main(int count, char **arguments) {
  input = checked(malloc(capacity));
  if (count > 1 && strcmp(arguments[1], "json") == 0) json();
  else proto();
  return 0;
}
