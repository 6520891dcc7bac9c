package dev.perdure.worker.it.guile;

import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.ColdAndWarm;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A worker for all tests of a class. Every step is compared with {@code guild compile}: files byte
 * for byte, text, exit code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuileSteps {
  private SampleHome home;
  private WorkerHarness worker;
  private ColdAndWarm both;

  @BeforeAll
  void open() throws IOException {
    ToolRoot machine = ToolRoot.machine();
    machine.require("/usr/bin/guild", "install the package guile-3.0-dev");
    home = new SampleHome(machine, "guile-worker");
    worker = home.worker(List.of());
  }

  @AfterAll
  void close() throws Exception {
    if (worker != null) {
      worker.close();
      home.close();
    }
  }

  @BeforeEach
  void empty() throws IOException {
    both = new ColdAndWarm(new Guiles(home, worker));
  }

  ColdAndWarm both() {
    return both;
  }

  SampleHome home() {
    return home;
  }

  WorkerHarness worker() {
    return worker;
  }

  /** Writes a module's source. */
  void write(String module, String... lines) throws IOException {
    both.write(module + ".scm", lines);
  }

  /** Compiles a module that is right. */
  void compile(String module, String... options) throws Exception {
    both.compile(arguments(module, options));
  }

  /** Compiles a module, and returns how that ended. */
  Answer answer(String module, String... options) throws Exception {
    return both.answer(arguments(module, options));
  }

  private static String[] arguments(String module, String... options) {
    List<String> all = new ArrayList<>(List.of("-O1"));
    all.addAll(List.of(options));
    all.addAll(List.of("-L", ".", "-o", module + ".go", module + ".scm"));
    return all.toArray(String[]::new);
  }
}
