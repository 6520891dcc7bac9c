package dev.perdure.worker.benchmarks.process;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests as Bazel sends them: paths of 80 characters, digests of 64 hexadecimal digits. */
public final class Requests {
  private static final int DIGEST_DIGITS = 64;

  private Requests() {}

  /** One of two arguments and {@code inputs} inputs; the same for the same number. */
  public static WorkRequest of(int inputs) {
    Random random = new Random(inputs);
    List<Input> list = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      String path =
          String.format(
              Locale.ROOT,
              "bazel-out/k8-fastbuild/bin/some/package/of/the/project/with/sources/%07d.java",
              i);
      StringBuilder digest = new StringBuilder();
      while (digest.length() < DIGEST_DIGITS) {
        digest.append(String.format(Locale.ROOT, "%08x", random.nextInt()));
      }
      list.add(new Input(path, Digest.ofText(digest.toString())));
    }
    return WorkRequest.of(0, List.of("--output", "bazel-out/a.o")).withInputs(list);
  }
}
