package dev.perdure.worker.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Checks the packaged worker against what clients of the protocol do. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
final class CheckMojo extends AbstractMojo {
  /** The file that says how to start the worker, and what to ask it. */
  @Parameter(defaultValue = "${project.basedir}/worker.json")
  private File worker = new File("");

  /** The names of the checks to run; by default, all of them. */
  @Parameter private Set<String> only = new HashSet<>();

  /** How many seconds an answer or an end may take. */
  @Parameter(defaultValue = "10")
  private int patienceSeconds;

  /** How many requests look for a memory leak in each protocol. */
  @Parameter(property = "perdure.leakRequests", defaultValue = "10000")
  private int leakRequests;

  /** Where {@code conformance.xml} and {@code conformance.html} are written. */
  @Parameter(defaultValue = "${project.build.directory}/conformance")
  private File reports = new File("");

  /** Whether to check nothing. */
  @Parameter(property = "skipTests", defaultValue = "false")
  private boolean skip;

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      return;
    }
    try {
      ConformanceReport report = kit().check();
      write(report);
      if (!report.failures().isEmpty()) {
        throw new MojoFailureException("the worker fails the conformance kit:\n" + report.table());
      }
      getLog()
          .info(
              report.count(CheckResult.Outcome.PASSED)
                  + " checks passed, "
                  + report.count(CheckResult.Outcome.SKIPPED)
                  + " skipped: see "
                  + reports);
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException("the worker could not be checked: " + e, e);
    }
  }

  private ConformanceKit kit() throws IOException {
    ConformanceKit kit =
        ConformanceKit.of(WorkerUnderTest.read(worker.toPath()))
            .patience(Duration.ofSeconds(patienceSeconds))
            .leakRequests(leakRequests);
    return only.isEmpty() ? kit : kit.only(only);
  }

  /** What the page says of this run. */
  private Map<String, String> about() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("worker's file", worker.toString());
    about.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    about.put("versions", "JDK " + Runtime.version() + ", " + System.getProperty("os.name"));
    return about;
  }

  private void write(ConformanceReport report) throws IOException {
    Path folder = Files.createDirectories(reports.toPath());
    Files.writeString(folder.resolve("conformance.xml"), report.junitXml(), UTF_8);
    Files.writeString(folder.resolve("conformance.html"), report.html(about()), UTF_8);
  }
}
