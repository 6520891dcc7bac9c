package dev.perdure.worker.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.runtime.end.Upkeep;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class NanosTest {
  @Test
  void forEver_isLongAndCanBeAddedToATime() {
    long nanos = Nanos.of(ChronoUnit.FOREVER.getDuration());
    assertThat(nanos).isEqualTo(Duration.ofDays(36_500).toNanos());
    assertThat(Nanos.of(Duration.ofMillis(2))).isEqualTo(2_000_000);
  }

  @Test
  void settings_takeForEver() {
    Duration ever = ChronoUnit.FOREVER.getDuration();
    WorkerUpkeep upkeep = WorkerUpkeep.defaults().withCollectAfterIdle(ever);
    assertThat(Upkeep.isNeeded(upkeep.withDumpStacksAfter(ever).withCollectAfterCpu(ever)))
        .isTrue();
  }

  @Test
  void nulls_areRefusedByName() {
    Worker worker = Worker.of(context -> 0);
    assertThatThrownBy(() -> worker.limits(null)).hasMessage("limits");
    assertThatThrownBy(() -> worker.upkeep(null)).hasMessage("upkeep");
    assertThatThrownBy(() -> worker.listener(null)).hasMessage("listener");
    assertThatThrownBy(() -> WorkerUpkeep.defaults().withCollectAfterIdle(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("idle");
  }
}
