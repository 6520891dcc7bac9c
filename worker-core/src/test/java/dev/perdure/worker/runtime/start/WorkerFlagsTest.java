package dev.perdure.worker.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerFlagsTest {
  private static WorkerOptions apply(String... arguments) {
    return WorkerFlags.apply(WorkerOptions.defaults(), List.of(arguments));
  }

  @Test
  void trace_namesItsFile() {
    assertThat(apply("--worker_trace=a/b%p.json").trace()).isEqualTo(Path.of("a/b%p.json"));
  }

  @Test
  void trace_toWhatIsNoPath_isLeftOut() {
    assertThat(apply("--worker_trace=a\0b")).isEqualTo(WorkerOptions.defaults());
  }

  @Test
  void flightRecording_isAListener() {
    assertThat(apply("--worker_flight_recording").listeners()).hasSize(1);
  }

  @Test
  void others_changeNothing() {
    assertThat(apply("--max_mem=3", "--worker_tracer", "")).isEqualTo(WorkerOptions.defaults());
  }
}
