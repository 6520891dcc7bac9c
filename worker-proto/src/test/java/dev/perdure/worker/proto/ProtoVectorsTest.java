package dev.perdure.worker.proto;

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
class ProtoVectorsTest {
  private static final ProtoWorkerCodec CODEC = new ProtoWorkerCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proto_cancel_multi_sandboxed.bin",
        "proto_cancel_single.bin",
        "proto_multi.bin",
        "proto_multi_sandboxed.bin",
        "proto_single.bin",
        "proto_single_verbose.bin"
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
        "proto_cancel_multi_sandboxed.bin",
        "proto_cancel_single.bin",
        "proto_multi.bin",
        "proto_multi_sandboxed.bin",
        "proto_single.bin",
        "proto_single_verbose.bin"
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
    try (InputStream in = ProtoVectorsTest.class.getResourceAsStream("/vectors/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  private static WorkRequest expected(String name) {
    return switch (name) {
      case "proto_cancel_multi_sandboxed.bin" ->
          WorkRequest.cancelOf(2).withSandboxDir("__sandbox/34/__main__");
      case "proto_cancel_single.bin" -> WorkRequest.cancelOf(0);
      case "proto_multi.bin" ->
          WorkRequest.of(
                  1,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/proto_multi/out_0.txt",
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
                          "bazel-out/k8-fastbuild/bin/pkg/proto_multi/out_0.txt-0.params",
                          "3d48bb5c42618b150993b1627bacf1a13e17a074198de992f0a99c4ad4e42245")));
      case "proto_multi_sandboxed.bin" ->
          WorkRequest.of(
                  1,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/proto_msb/out_0.txt",
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
                          "bazel-out/k8-fastbuild/bin/pkg/proto_msb/out_0.txt-0.params",
                          "fceba73352ed921a64bcc347e7d10629b8cd8bb61cfebf756912e42352adb941")))
              .withSandboxDir("__sandbox/18/__main__");
      case "proto_single.bin" ->
          WorkRequest.of(
                  0,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/proto_single/out_1.txt",
                      "--index",
                      "1",
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
                          "bazel-out/k8-fastbuild/bin/pkg/proto_single/out_1.txt-0.params",
                          "9d9797f7ac85d492cabcaecca4d62f30cbe86cbab6a67a0d471381d3749fb607")));
      case "proto_single_verbose.bin" ->
          WorkRequest.of(
                  0,
                  List.of(
                      "--out",
                      "bazel-out/k8-fastbuild/bin/pkg/proto_single/out_1.txt",
                      "--index",
                      "1",
                      "--src",
                      "pkg/a.txt",
                      "--src",
                      "pkg/b.txt",
                      "--src",
                      "pkg/nonce.txt",
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
                          "pkg/nonce.txt",
                          "f71ca11645e8c737731ec6c9693e0d6a2bcf9ce451e6599872733c7e7700662b"),
                      input(
                          "tools/worker.py",
                          "66d398514842bb0a7fc12cb36d4ab15e8e51368831fd815fb6f2e2f229ccdcc6"),
                      input(
                          "bazel-out/k8-fastbuild/bin/pkg/proto_single/out_1.txt-0.params",
                          "f21598079b1d0caead7ab0b96e360af4edd277c3393b24e2e37ba8e7c3d78b64")))
              .withVerbosity(10);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
