// What lucidsoftware/rules_scala declares for its workers; not what it does.
package higherkindness.rules_scala.common

import java.io.{InputStream, PrintStream}
import java.nio.file.Path

package worker {
  case class WorkTask[S](
      context: S,
      args: Array[String],
      output: PrintStream,
      workDir: Path,
      verbosity: Int,
      isCancelled: Function0[Boolean]
  )

  abstract class WorkerMain[S](stdin: InputStream = System.in, stdout: PrintStream = System.out) {
    protected def init(args: Option[Array[String]]): S
    protected def work(task: WorkTask[S]): Unit
    final def main(args: Array[String]): Unit = ???
  }
}

package error {
  final class AnnexWorkerError(val code: Int, val message: String = "", val cause: Throwable = null)
      extends Error(message, cause)
}

package interrupt {
  object InterruptUtil {
    def throwIfInterrupted(isCancelled: Function0[Boolean]): Unit = ???
  }
}

package sandbox {
  trait PathResolver {
    def resolve(path: Path): Path
  }

  object PathResolver {
    def forPersistentWorker(workDir: Path): PathResolver = ???
  }
}
