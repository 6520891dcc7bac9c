package dev.perdure.worker.cache.remote.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.Sha256;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.entry.OutputFile;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArtifactTest {
  private final TrustedStore store = new TrustedStore(URI.create("http://one"));

  @Test
  void kindsOfArtifact_areMadeByWhoSawTheirOrigin() {
    for (Class<?> type : List.of(DeclaredInput.class, StoredArtifact.class, Provenance.class)) {
      assertThat(Stream.of(type.getDeclaredConstructors()))
          .allMatch(it -> java.lang.reflect.Modifier.isPrivate(it.getModifiers()));
    }
    assertThat(Artifact.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(DeclaredInput.class, StoredArtifact.class);
  }

  @Test
  void storedArtifact_mustBeKnownToItsStore() {
    Digest digest = Sha256.of("abc".getBytes(UTF_8));
    assertThatThrownBy(() -> StoredArtifact.of("a.txt", digest, store))
        .isInstanceOf(IllegalArgumentException.class);

    store.add(
        new ActionResult(
            List.of(new OutputFile("x", Blob.of("abc".getBytes(UTF_8)), false)),
            0,
            "",
            Blob.EMPTY));
    assertThat(StoredArtifact.of("a.txt", digest, store).store()).isSameAs(store);
  }
}
