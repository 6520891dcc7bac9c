package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.codec.JsonDecoding;
import dev.perdure.worker.benchmarks.codec.ProtoDecoding;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.frame.Comparison;
import dev.perdure.worker.benchmarks.jmh.JmhTrial;
import java.util.Locale;

/** The cost of an input, whatever the number of inputs. */
final class Scale implements Benchmark {
  private static final int SMALL = 1_000;
  private static final int LARGE = 100_000;
  private static final int HUGE = 1_000_000;

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String about() {
    return "What does an input cost in a request of 1,000 to 1,000,000 inputs?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    for (Class<?> decoding : new Class<?>[] {ProtoDecoding.class, JsonDecoding.class}) {
      String format = decoding == ProtoDecoding.class ? "proto" : "json";
      Comparison comparison = bench.compare("scale, decode " + format);
      for (int inputs : new int[] {SMALL, LARGE, bench.size(HUGE, 2 * LARGE)}) {
        comparison.side(side(inputs), JmhTrial.decoding(bench, decoding, "perdure", inputs));
      }
      // Linear, but for the caches of the processor, which a small request's records fit in.
      comparison.atMost(JmhTrial.DECODING, side(HUGE), 1.5, side(LARGE));
      comparison.atMost("allocated", side(HUGE), 1.1, side(LARGE));
      comparison.run(bench.size(3, 1));
    }
    bench.note(
        "the process's CPU includes collections, in which G1 copies the request that is alive, 250"
            + " MiB for a million inputs, again and again. And a list of a million is an object of"
            + " the old generation from the start: G1 notes each reference that is written there.");
  }

  private static String side(int inputs) {
    return String.format(Locale.ROOT, "%,d inputs", inputs);
  }
}
