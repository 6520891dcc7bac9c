package dev.perdure.worker.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingFileTest {
  @TempDir private Path folder;

  @Test
  void severalRequests_areReadInOrderWithTheirExitCodes() throws Exception {
    List<TrainingRequest> requests =
        read(
            """
            {"arguments":["a.txt","Grün"]}
            {
              "arguments": ["missing"], "exitCode": 2
            }{"exitCode":-1}
            """);
    assertThat(requests).extracting(TrainingRequest::exitCode).containsExactly(0, 2, -1);
    assertThat(requests)
        .extracting(request -> request.request().arguments())
        .containsExactly(List.of("a.txt", "Grün"), List.of("missing"), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "hello ; is not a list of requests",
        "{\"arguments\":[\"a\" ; is not a list of requests",
        "{\"arguments\":7} ; is not a list of requests",
        "{\"arguments\":[]} x ; is not a list of requests",
        "`` ; has no request",
        "{\"exitCode\":\"two\"} ; request 1 has an exitCode that is no number: \"two\"",
        "{\"exitCode\":0.5} ; request 1 has an exitCode that is no number: 0.5",
        "{\"exitCode\":[]} ; request 1 has an exitCode that is no number: []",
        "{\"requestId\":1}{\"requestId\":1,\"cancel\":true} ; request 2 cancels"
      })
  void fileThatIsWrong_isRefusedByName(String text, String problem) {
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> read(text))
        .withMessageStartingWith(folder.resolve("training.json").toString())
        .withMessageContaining(problem);
  }

  @Test
  void fileThatIsMissing_isNamed() {
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> TrainingFile.read(folder.resolve("none.json")))
        .withMessageContaining("none.json");
  }

  private List<TrainingRequest> read(String text) throws Exception {
    return TrainingFile.read(Files.writeString(folder.resolve("training.json"), text));
  }
}
