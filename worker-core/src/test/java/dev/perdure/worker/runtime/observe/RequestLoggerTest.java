package dev.perdure.worker.runtime.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLoggerTest {
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final System.Logger logger = new RequestLogger("a.b");
  private RequestRun run;

  private void begin(int verbosity) {
    WorkRequest request = WorkRequest.of(5, List.of()).withVerbosity(verbosity);
    run = new RequestRun(request, new WorkerLog(new PrintStream(logged, true, UTF_8)));
    run.begin();
  }

  @AfterEach
  void stop() {
    if (run != null) {
      run.stop();
    }
  }

  private String text() {
    return logged.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, OFF",
    "0, OFF",
    "1, INFO",
    "10, INFO",
    "11, ALL",
  })
  void verbosity_isTheThreshold(int verbosity, Level threshold) {
    begin(verbosity);
    for (Level level : Level.values()) {
      boolean loud = level != Level.OFF && level.compareTo(threshold) >= 0;
      assertThat(logger.isLoggable(level)).as("%s", level).isEqualTo(loud);
      logged.reset();
      logger.log(level, "said");
      assertThat(text().isEmpty()).isNotEqualTo(loud);
    }
  }

  @Test
  void noRequest_letsWarningsThrough() {
    assertThat(logger.isLoggable(Level.INFO)).isFalse();
    assertThat(logger.isLoggable(Level.WARNING)).isTrue();
    assertThat(logger.isLoggable(Level.OFF)).isFalse();
  }

  @Test
  void line_namesLevelLoggerAndRequest() {
    begin(10);
    logger.log(Level.WARNING, "said");
    assertThat(text()).isEqualToNormalizingNewlines("worker: WARNING a.b, request 5: said\n");
    assertThat(logger.getName()).isEqualTo("a.b");
  }

  @Test
  void parts_areFilledInWithoutTheMachinesLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      begin(10);
      logger.log(Level.INFO, "{1} of {0} files, {2}", 12_345, 1.5, null);
      assertThat(text()).contains(": 1.5 of 12,345 files, null");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"json\": 1}", "{0", "{"})
  void textThatIsNoFormat_isLoggedAsItIs(String text) {
    begin(10);
    logger.log(Level.INFO, text, 1);
    assertThat(text()).contains(": " + text);
  }

  @Test
  void textWithoutParts_isNoFormat() {
    begin(10);
    logger.log(Level.INFO, "it's {0}");
    assertThat(text()).contains(": it's {0}");
  }

  @Test
  void exception_isLoggedWithItsTrace() {
    begin(10);
    logger.log(Level.ERROR, "failed", new IllegalStateException("cause"));
    assertThat(text()).contains(": failed", "java.lang.IllegalStateException: cause", "\tat ");
  }

  @Test
  void nulls_areLogged() {
    begin(10);
    logger.log(Level.INFO, (String) null);
    logger.log(Level.INFO, (ResourceBundle) null, null, (Throwable) null);
    assertThat(text().lines()).hasSize(2).allMatch(line -> line.endsWith(": null"));
  }

  @Test
  void bundle_translatesWhatItKnows() {
    ResourceBundle bundle =
        new ListResourceBundle() {
          @Override
          protected Object[][] getContents() {
            return new Object[][] {{"known", "bekannt {0}"}};
          }
        };
    begin(10);
    logger.log(Level.INFO, bundle, "known", 1);
    logger.log(Level.INFO, bundle, "unknown {0}", 2);
    assertThat(text()).contains(": bekannt 1", ": unknown 2");
  }

  @Test
  void finder_givesLoggersOfTheirName() {
    assertThat(new RequestLoggerFinder().getLogger("x", getClass().getModule()).getName())
        .isEqualTo("x");
    assertThat(System.getLogger("y")).isInstanceOf(RequestLogger.class);
  }
}
