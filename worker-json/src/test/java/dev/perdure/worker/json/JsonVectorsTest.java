package dev.perdure.worker.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Bazel 7.7.1 wrote to workers, and what it meant. */
class JsonVectorsTest {
  private static final JsonWorkerCodec CODEC = new JsonWorkerCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json_args.ndjson",
        "json_cancel_multi_sandboxed.ndjson",
        "json_cancel_single.ndjson",
        "json_multi.ndjson",
        "json_multi_sandboxed_verbose.ndjson",
        "json_multi_verbose.ndjson",
        "json_sandboxed_single_verbose.ndjson",
        "json_single.ndjson"
      })
  void capturedRequest_isRead_whereverTheStreamIsSplit(String name) throws IOException {
    byte[] bytes = bytes(name);
    for (int split = 0; split <= bytes.length; split++) {
      WireInput in = input(ChunkedStream.split(bytes, split));
      assertThat(CODEC.readRequest(in)).as("split at %d", split).isEqualTo(expected(name));
      assertThat(CODEC.readRequest(in)).isNull();
    }
    for (int size = 1; size < 10; size++) {
      WireInput in = input(ChunkedStream.of(bytes, size));
      assertThat(CODEC.readRequest(in)).as("chunks of %d", size).isEqualTo(expected(name));
      assertThat(CODEC.readRequest(in)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json_args.ndjson",
        "json_cancel_multi_sandboxed.ndjson",
        "json_cancel_single.ndjson",
        "json_multi.ndjson",
        "json_multi_sandboxed_verbose.ndjson",
        "json_multi_verbose.ndjson",
        "json_sandboxed_single_verbose.ndjson",
        "json_single.ndjson"
      })
  void severalInOneRead_areAllRead(String name) throws IOException {
    byte[] bytes = bytes(name);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      all.write(bytes);
    }
    WireInput in = input(ChunkedStream.of(all.toByteArray(), all.size()));
    for (int i = 0; i < 100; i++) {
      assertThat(CODEC.readRequest(in)).isEqualTo(expected(name));
    }
    assertThat(CODEC.readRequest(in)).isNull();
  }

  private static WireInput input(InputStream stream) {
    return new WireInput(stream, CodecLimits.defaults());
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = JsonVectorsTest.class.getResourceAsStream("/vectors/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  private static WorkRequest expected(String name) {
    return switch (name) {
      case "json_args.ndjson" ->
          WorkRequest.of(
                  0,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/args/out_0.txt",
                      "--index",
                      "0",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--uni",
                      "héllo 世界 😀",
                      "--esc",
                      "quote\"back\\slash\ttab",
                      "--at",
                      "@@escaped",
                      "--flagfile=xyz",
                      "--empty",
                      ""))
              .withInputs(
                  List.of(
                      input(
                          "pkg/a.txt",
                          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
                      input(
                          "pkg/b.txt",
                          "3828eeee974aa7486e7acc258e5c73a0115e168444d6688deb8d5d1306d1f57d"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/args/out_0.txt-0.params",
                          "aec3c7e38aab88dd0fc2191070a177067d56d3a2b740004e32ad6fa28b27c93b")));
      case "json_cancel_multi_sandboxed.ndjson" ->
          WorkRequest.cancelOf(1).withSandboxDir("__sandbox/30/__main__");
      case "json_cancel_single.ndjson" -> WorkRequest.cancelOf(0);
      case "json_multi.ndjson" ->
          WorkRequest.of(
                  2,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/json_multi/out_1.txt",
                      "--index",
                      "1",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--ls",
                      "--sleep",
                      "1"))
              .withInputs(
                  List.of(
                      input(
                          "pkg/a.txt",
                          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
                      input(
                          "pkg/b.txt",
                          "3828eeee974aa7486e7acc258e5c73a0115e168444d6688deb8d5d1306d1f57d"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/json_multi/out_1.txt-0.params",
                          "b2be08501f59e574dab0bbb209d6f4981f4177d8b428d6a6e71a0840d090e7c5")));
      case "json_multi_sandboxed_verbose.ndjson" ->
          WorkRequest.of(
                  3,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/json_msb/out_1.txt",
                      "--index",
                      "1",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--ls",
                      "--sleep",
                      "1"))
              .withInputs(
                  List.of(
                      input(
                          "pkg/a.txt",
                          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
                      input(
                          "pkg/b.txt",
                          "3828eeee974aa7486e7acc258e5c73a0115e168444d6688deb8d5d1306d1f57d"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/json_msb/out_1.txt-0.params",
                          "88cf732c8a8f3e26f1dbcc7cca730f866fa6ada1f5196c01a943980e1f64d46f")))
              .withVerbosity(10)
              .withSandboxDir("__sandbox/17/__main__");
      case "json_multi_verbose.ndjson" ->
          WorkRequest.of(
                  1,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/json_multi/out_0.txt",
                      "--index",
                      "0",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--src",
                      "pkg/nonce.txt",
                      "--ls",
                      "--sleep",
                      "1"))
              .withInputs(
                  List.of(
                      input(
                          "pkg/a.txt",
                          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
                      input(
                          "pkg/b.txt",
                          "3828eeee974aa7486e7acc258e5c73a0115e168444d6688deb8d5d1306d1f57d"),
                      input(
                          "pkg/nonce.txt",
                          "f64f764207eab5b3c8a0df5bf662709791fb2d4f89ce00966fa21db5e80f07dc"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/json_multi/out_0.txt-0.params",
                          "9afe67cb124ffad3fc8d38d0fee4da6493a57daf7c9a7c18f5b4faf6788394d5")))
              .withVerbosity(10);
      case "json_sandboxed_single_verbose.ndjson" ->
          WorkRequest.of(
                  0,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/json_canc/out_0.txt",
                      "--index",
                      "0",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--ls",
                      "--sleep",
                      "1"))
              .withInputs(
                  List.of(
                      input(
                          "pkg/a.txt",
                          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
                      input(
                          "pkg/b.txt",
                          "3828eeee974aa7486e7acc258e5c73a0115e168444d6688deb8d5d1306d1f57d"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/json_canc/out_0.txt-0.params",
                          "60d9ec58ba1b00cb905981f28ffa27a051cf87543849eb8653aa5b36c0cae9f3")))
              .withVerbosity(10);
      case "json_single.ndjson" ->
          WorkRequest.of(
                  0,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/json_single/out_0.txt",
                      "--index",
                      "0",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--ls"))
              .withInputs(
                  List.of(
                      input(
                          "pkg/a.txt",
                          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"),
                      input(
                          "pkg/b.txt",
                          "3828eeee974aa7486e7acc258e5c73a0115e168444d6688deb8d5d1306d1f57d"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/json_single/out_0.txt-0.params",
                          "0b7e7b7eb581597d35ddde32aebd0b52d42e7540dff9122a8757375e895c80d3")));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
