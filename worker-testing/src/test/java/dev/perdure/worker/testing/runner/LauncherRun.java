package dev.perdure.worker.testing.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests by JUnit's launcher, with standard streams in between that keep what is printed. */
final class LauncherRun {
  private LauncherRun() {}

  static void of(String tests) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream kept = new PrintStream(printed, true, UTF_8);
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    System.setOut(kept);
    System.setErr(kept);
    try {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClass(LauncherRun.class.getClassLoader(), tests))
              .build();
      LauncherFactory.create().execute(request, listener);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(err, true, UTF_8));
    out.println(
        summary.getTestsSucceededCount()
            + " succeeded, "
            + summary.getTestsFailedCount()
            + " failed");
    out.print(printed.toString(UTF_8));
  }
}
