import higherkindness.rules_scala.common.error.AnnexWorkerError
import higherkindness.rules_scala.common.interrupt.InterruptUtil
import higherkindness.rules_scala.common.sandbox.PathResolver
import higherkindness.rules_scala.common.worker.{WorkTask, WorkerMain}
import java.nio.file.{Files, Path}

// #region before
object Draft extends WorkerMain[String] {
  override def init(args: Option[Array[String]]): String = args.flatMap(_.headOption).getOrElse("")

  override def work(task: WorkTask[String]): Unit = {
    if (task.args.length < 2) throw new AnnexWorkerError(2)
    val output = PathResolver.forPersistentWorker(task.workDir).resolve(Path.of(task.args(0)))
    InterruptUtil.throwIfInterrupted(task.isCancelled)
    Files.writeString(output, task.context + task.args.tail.mkString("\n"))
    task.output.println(s"wrote ${task.args(0)}")
  }
}
// #endregion before
