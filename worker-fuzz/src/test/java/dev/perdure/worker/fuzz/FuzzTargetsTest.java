package dev.perdure.worker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.contract.Corruption;
import dev.perdure.worker.contract.RandomMessages;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fuzzers' code on their first inputs, and on those a little broken; without the fuzzer. */
class FuzzTargetsTest {
  private static final int BROKEN_INPUTS = 1_000;

  @ParameterizedTest
  @EnumSource
  void firstInputs_areReadAlike(Target target) throws Exception {
    List<byte[]> seeds = target.seeds();
    assertThat(seeds).isNotEmpty();
    target.code.on(new byte[0]);
    for (byte[] seed : seeds) {
      target.code.on(seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void brokenInputs_areReadAlikeOrRefused(Target target) throws Exception {
    List<byte[]> seeds = target.seeds();
    Random random = new Random(RandomMessages.seed());
    Corruption corruption = new Corruption(random);
    for (int i = 0; i < BROKEN_INPUTS; i++) {
      target.code.on(corruption.of(seeds.get(random.nextInt(seeds.size()))));
    }
  }
}
