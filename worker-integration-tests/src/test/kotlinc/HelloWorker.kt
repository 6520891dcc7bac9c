package hello

import dev.perdure.worker.WorkContext
import dev.perdure.worker.Worker
import java.nio.file.Files
import kotlin.system.exitProcess

/** A worker in Kotlin: counts the words of its inputs. */
object HelloWorker {
  @JvmStatic
  fun main(args: Array<String>) {
    exitProcess(Worker.of(HelloWorker::work).multiplex().run(*args))
  }

  fun work(context: WorkContext): Int {
    val (output, inputs) = context.arguments().let { it.first() to it.drop(1) }
    val counts = inputs.map { Words.parse(Files.readString(context.resolve(it))) }.merged()
    Files.writeString(context.resolveOutput(output), counts.table { "${it.text}\t${it.count}" })
    return if (counts.isEmpty()) 1 else 0
  }
}
