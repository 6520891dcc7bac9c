package dev.perdure.worker.cache.remote.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZstdSupportTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zstd | true",
        "gzip, ZSTD;q=0.5 | true",
        "zstd;q=0 | false",
        "zstd;q=0.0 | false",
        "gzip | false",
        "* | false"
      })
  void header_isRead(String header, boolean expected) {
    assertThat(ZstdSupport.isAmong(header)).isEqualTo(expected);
  }
}
