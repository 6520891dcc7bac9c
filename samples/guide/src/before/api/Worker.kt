// What rules_kotlin declares for its workers; not what it does.
package io.bazel.worker

import java.nio.file.Path

interface Worker {
  companion object {
    fun from(args: Iterable<String>, then: Worker.(Iterable<String>) -> Int): Int =
        throw UnsupportedOperationException()
  }

  fun start(execute: Work): Int
}

fun interface Work {
  operator fun invoke(ctx: WorkerContext.TaskContext, args: Iterable<String>): Status
}

enum class Status(val exit: Int) {
  ERROR(1),
  INTERNAL_ERROR(2),
  SUCCESS(0),
}

class WorkerContext private constructor() {
  abstract class TaskContext internal constructor(val directory: Path) {
    abstract fun info(msg: () -> String)
  }
}
