package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.WorkerExtension;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WordCountTest {
  @RegisterExtension
  final WorkerExtension workers = WorkerExtension.inProcess(Worker.of(WordCount::work).multiplex());

  @Test
  void work_countsTheWordsOfEachText(WorkerHarness worker, @TempDir Path folder)
      throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "three short words\n");
    Path report = folder.resolve("report.txt");

    WorkResponse response = worker.work(report.toString(), text.toString());

    assertEquals(WorkResponse.of(response.requestId(), 0, "counted 1 texts\n"), response);
    assertEquals("3 " + text + "\n", Files.readString(report));
  }

  @Test
  void work_withoutTexts_saysHowToCallIt(WorkerHarness worker) {
    WorkResponse response = worker.work("report.txt");

    assertEquals(2, response.exitCode());
    assertEquals("usage: word-count REPORT TEXT...\n", response.output());
  }
}
