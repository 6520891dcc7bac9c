package dev.perdure.worker.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** The second example of the standard, FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void digestOfBytes_isTheTextThatBazelSends() {
    Digest sent = Digest.of(ABC.getBytes(US_ASCII));

    assertThat(Sha256.of("abc".getBytes(UTF_8))).isEqualTo(sent);
  }

  @Test
  void digestOfStream_isThatOfItsBytes() throws IOException {
    byte[] content = new byte[200_000];
    content[199_999] = 1;

    assertThat(Sha256.of(new ByteArrayInputStream(content))).isEqualTo(Sha256.of(content));
  }
}
