import io.bazel.worker.Status
import io.bazel.worker.Worker
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

// #region before
fun main(args: Array<String>) {
  val status =
      Worker.from(args.asList()) {
        start { task, arguments ->
          val draft = Files.write(task.directory.resolve("draft"), arguments)
          Files.move(draft, Path.of(arguments.first()))
          task.info { "wrote ${arguments.first()}" }
          Status.SUCCESS
        }
      }
  exitProcess(status)
}
// #endregion before
