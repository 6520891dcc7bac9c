package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkerProtocolException;
import dev.perdure.worker.codec.WireInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Long lists of inputs, of which the usual ones are read many at once. */
class JsonInputsTest {
  private static final long SEED = 8;
  private static final int LISTS = 300;
  private static final int MAX_RUN = 100;

  /** An input as text, and what it is. */
  private record Written(String text, Input input) {
    static Written usual(String path, String digest) {
      return of("{\"path\":\"" + path + "\",\"digest\":\"" + base64(digest) + "\"}", path, digest);
    }

    static Written of(String text, String path, String digest) {
      return new Written(text, new Input(path, Digest.ofText(digest)));
    }
  }

  private final Random random = new Random(SEED);

  @Test
  void runsOfAllForms_areRead() throws IOException {
    for (int i = 0; i < LISTS; i++) {
      List<Written> list = new ArrayList<>();
      for (int runs = random.nextInt(6); runs >= 0; runs--) {
        int form = random.nextInt(14);
        int length = 1 + random.nextInt(80);
        for (int count = 1 + random.nextInt(MAX_RUN); count > 0; count--) {
          list.add(written(form, length));
        }
      }
      byte[] bytes = list(list).getBytes(UTF_8);
      int[] sizes = {1 + random.nextInt(300), Integer.MAX_VALUE};
      for (int size : sizes) {
        assertThat(new JsonWorkerCodec().readRequest(Json.input(bytes, size)))
            .extracting(WorkRequest::inputs)
            .isEqualTo(list.stream().map(Written::input).toList());
      }
    }
  }

  /** Most forms are usual ones, between which the others come. */
  private Written written(int form, int length) {
    String path = "lib/p" + random.nextInt(10_000) + ".jar";
    String hash = "0123456789abcdef".repeat(6).substring(random.nextInt(5)).substring(0, length);
    String start = "{\"path\":\"" + path + "\",\"digest\":";
    return switch (form) {
      case 0 -> Written.of("{\"path\":\"" + path + "\"}", path, "");
      case 1 -> Written.of(start + "null}", path, "");
      case 2 -> Written.of(start + "\"\"}", path, "");
      case 3 -> Written.of(start + " \"" + base64(hash) + "\"}", path, hash);
      case 4 -> Written.of(start + "\"" + base64(hash) + "\" }", path, hash);
      case 5 -> Written.of(start + "\"" + base64(hash).replace("=", "\\u003d") + "\"}", path, hash);
      case 6 -> Written.of(start + "\"" + base64(hash).replace("=", "") + "\"}", path, hash);
      case 7 -> Written.of(start + "\"Pz8_Pz4-\"}", path, "????>>");
      case 8 -> Written.of(start + "\"YQ==\",\"digest\":\"" + base64(hash) + "\"}", path, hash);
      case 9 -> Written.of("{\"digest\":\"" + base64(hash) + "\",\"path\":\"\\u0061\"}", "a", hash);
      case 10 -> Written.usual("größe ! \u20ac/" + path, hash);
      case 11 -> Written.usual(path, hash.substring(random.nextInt(hash.length())));
      default -> Written.usual(path, hash);
    };
  }

  @Test
  void whatLooksLikeALongerDigest_isTwoInputs() throws IOException {
    // From the start of the second digest to the end of the third it is as long as the first one.
    List<Written> list =
        List.of(
            Written.usual("a", "x".repeat(33)),
            Written.usual("b", "y"),
            Written.usual("cdefghcdefgh", "z"),
            Written.usual("i", "x".repeat(33)));
    assertThat(base64("x".repeat(33)))
        .hasSameSizeAs("eQ==\"},{\"path\":\"cdefghcdefgh\",\"digest\":\"eg==");

    assertThat(Json.request(list(list)))
        .extracting(WorkRequest::inputs)
        .isEqualTo(list.stream().map(Written::input).toList());
  }

  @Test
  void whatLooksLikeALongerDigest_isTheNextMessage() throws IOException {
    List<Written> first = List.of(Written.usual("a", "x".repeat(36)), Written.usual("b", "y"));
    List<Written> second = List.of(Written.usual("cdcd", "z"));
    assertThat(base64("x".repeat(36)))
        .hasSameSizeAs("eQ==\"}]}{\"inputs\":[{\"path\":\"cdcd\",\"digest\":\"eg==");
    WireInput in = Json.input((list(first) + list(second)).getBytes(UTF_8), Integer.MAX_VALUE);

    for (List<Written> list : List.of(first, second)) {
      assertThat(new JsonWorkerCodec().readRequest(in))
          .extracting(WorkRequest::inputs)
          .isEqualTo(list.stream().map(Written::input).toList());
    }
  }

  @Test
  void malformedDigestInALongList_isNamed() {
    List<String> list =
        IntStream.range(0, 100)
            .mapToObj(i -> Written.usual("p" + i, "abc").text())
            .collect(Collectors.toList());
    String before = String.join(",", list.subList(0, 77));
    list.set(77, "{\"path\":\"p77\",\"digest\":\"YW!j\"}");
    int offset = "{\"inputs\":[,{\"path\":\"p77\",\"digest\":\"".length() + before.length();

    assertThatThrownBy(() -> Json.request("{\"inputs\":[" + String.join(",", list) + "]}"))
        .isInstanceOf(WorkerProtocolException.class)
        .hasMessage(
            "$.inputs[77].digest, byte "
                + offset
                + ": expected bytes as base64, came other text [json-type]");
  }

  @Test
  void pathThatIsNoUtf8InALongList_isNamed() {
    byte[] bytes =
        list(IntStream.range(0, 100).mapToObj(i -> Written.usual("pü" + i, "abc")).toList())
            .getBytes(UTF_8);
    int at = new String(bytes, UTF_8).indexOf("pü50");
    // One byte more for each of the letters before.
    bytes[at + 51] = 'x';

    assertThatThrownBy(() -> Json.request(bytes))
        .isInstanceOf(WorkerProtocolException.class)
        .hasMessageContaining("$.inputs[50].path, byte ")
        .hasMessageContaining("[json-utf8]");
  }

  @Test
  void malformedList_isToldAlikeInWhateverPiecesItComes() {
    String inputs =
        IntStream.range(0, 3)
            .mapToObj(i -> Written.usual("p" + i, "abc").text())
            .collect(Collectors.joining(","));
    for (String behind :
        new String[] {
          "x", ",x", ",{\"path\":x", ",{\"digest\":\"QU\u00f0D\"}]}", "],requestId:1}", "}"
        }) {
      // One byte a character, so that one of them is no UTF-8.
      byte[] bytes = ("{\"inputs\":[" + inputs + behind).getBytes(ISO_8859_1);
      Set<String> told = new HashSet<>();
      for (int size = 1; size <= bytes.length; size++) {
        WireInput in = Json.input(bytes, size);
        assertThatThrownBy(() -> new JsonWorkerCodec().readRequest(in))
            .isInstanceOf(WorkerProtocolException.class)
            .satisfies(thrown -> told.add(thrown.getMessage()));
      }
      assertThat(told).hasSize(1);
    }
  }

  private static String list(List<Written> inputs) {
    return "{\"inputs\":["
        + inputs.stream().map(Written::text).collect(Collectors.joining(","))
        + "]}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
