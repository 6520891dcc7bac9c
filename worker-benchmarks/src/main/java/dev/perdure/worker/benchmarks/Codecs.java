package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.codec.JsonDecoding;
import dev.perdure.worker.benchmarks.codec.ProtoDecoding;
import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import dev.perdure.worker.benchmarks.jmh.JmhTrial;

/** Large requests, from bytes to records. */
final class Codecs implements Benchmark {
  private static final int INPUTS = 10_000;
  private static final String OURS = "perdure";

  @Override
  public String name() {
    return "codecs";
  }

  @Override
  public String about() {
    return "What does it cost to decode a request of 10,000 inputs?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    int rounds = bench.size(5, 1);
    bench
        .compare("decode, proto, 10,000 inputs")
        .side(OURS, JmhTrial.decoding(bench, ProtoDecoding.class, "perdure", INPUTS))
        .side(
            "protobuf-java", JmhTrial.decoding(bench, ProtoDecoding.class, "protobufJava", INPUTS))
        .atMost("CPU", OURS, 1 / 1.7, "protobuf-java")
        .atMost("allocated", OURS, 0.85, "protobuf-java")
        .run(rounds);
    bench
        .compare("decode, json, 10,000 inputs")
        .side(OURS, JmhTrial.decoding(bench, JsonDecoding.class, "perdure", INPUTS))
        .side("JsonFormat", JmhTrial.decoding(bench, JsonDecoding.class, "jsonFormat", INPUTS))
        .side("Gson's reader", JmhTrial.decoding(bench, JsonDecoding.class, "gson", INPUTS))
        .side("Jackson's parser", JmhTrial.decoding(bench, JsonDecoding.class, "jackson", INPUTS))
        .atMost("CPU", OURS, 1 / 5.0, "JsonFormat")
        .atMost("CPU", OURS, 1 / 4.0, "Gson's reader")
        .atMost("allocated", OURS, 0.8, "Gson's reader")
        .run(rounds);
    bench.note(
        "what limits proto: of some 25 ns an input, the path takes 9 and the digest 7, each an object"
            + " and an array that the text is copied to; the list and its records take most of the"
            + " rest. What limits JSON: more than half of some 50 ns are the same objects and the copies"
            + " that they are made from, a fifth is the search for the quote behind each path. Its"
            + " digests take 1 ns, since many are decoded at once.");
  }
}
