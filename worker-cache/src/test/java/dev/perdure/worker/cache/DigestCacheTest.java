package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestCacheTest {
  private static final CacheKey<Resource> KEY = CacheKey.of(Resource.class, "key");

  private final DigestCache cache = DigestCache.create();

  /** What the loaders of this test were called for. */
  private final List<String> loads = new ArrayList<>();

  private Resource get(FakeContext context, CacheKey<Resource> key, String... paths) {
    return cache.get(
        context,
        key,
        scope -> {
          StringBuilder text = new StringBuilder();
          for (String path : paths) {
            text.append(scope.used(path));
          }
          loads.add(text.toString());
          return new Resource(text.toString());
        });
  }

  private Resource getOnce(Map<String, String> contents, String... paths) throws Exception {
    FakeContext context = FakeContext.of(contents);
    Resource resource = get(context, KEY, paths);
    context.end();
    return resource;
  }

  // What makes a value valid.

  @Test
  void sameDigests_giveTheSameValue() throws Exception {
    Resource first = getOnce(Map.of("a", "1", "b", "1", "c", "1"), "a", "b");

    assertThat(getOnce(Map.of("a", "1", "b", "1", "c", "2"), "a", "b")).isSameAs(first);
    assertThat(loads).hasSize(1);
    assertThat(cache.statistics().hits()).isEqualTo(1);
    assertThat(first.timesClosed()).isZero();
  }

  @Test
  void changedDigest_givesAnotherValueAndKeepsTheOldOne() throws Exception {
    Resource first = getOnce(Map.of("a", "1", "b", "1"), "a", "b");
    Resource second = getOnce(Map.of("a", "1", "b", "2"), "a", "b");

    assertThat(second).isNotSameAs(first);
    assertThat(getOnce(Map.of("a", "1", "b", "1"), "a", "b")).isSameAs(first);
    assertThat(getOnce(Map.of("a", "1", "b", "2"), "a", "b")).isSameAs(second);
  }

  @Test
  void missingInput_isRefusedAlthoughAnotherRequestHadIt() throws Exception {
    getOnce(Map.of("a", "1", "b", "1"), "a", "b");

    assertThatThrownBy(() -> getOnce(Map.of("a", "1"), "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "b is not among the inputs of request 7: declare it as an input of the action"
                + " [cache-not-an-input]");
  }

  @Test
  void inputThatAppears_invalidatesWhatWasMadeWithoutIt() throws Exception {
    CacheLoader<Resource, RuntimeException> loader =
        scope -> new Resource(scope.find("new").isPresent() ? "new" : "old " + scope.used("old"));
    FakeContext without = FakeContext.of(Map.of("old", "1"));
    FakeContext with = FakeContext.of(Map.of("old", "1", "new", "1"));

    assertThat(cache.get(without, KEY, loader).text()).isEqualTo("old old");
    assertThat(cache.get(with, KEY, loader).text()).isEqualTo("new");
    assertThat(cache.get(FakeContext.of(Map.of("old", "1")), KEY, loader).text())
        .isEqualTo("old old");
    assertThat(cache.statistics().loads()).isEqualTo(2);
  }

  @Test
  void otherKey_givesAnotherValue() {
    FakeContext context = FakeContext.of(Map.of("a", "1"));

    Resource first = get(context, CacheKey.of(Resource.class, "strict"), "a");
    assertThat(get(context, CacheKey.of(Resource.class, "lenient"), "a")).isNotSameAs(first);
  }

  @Test
  void inputNamedInAnotherWay_isTheSameInput() {
    FakeContext context = FakeContext.of(Map.of("lib/a", "1"));

    Resource first = get(context, KEY, "./lib/../lib/a");

    assertThat(get(FakeContext.of(Map.of("lib/a", "1")), KEY, "./lib/../lib/a")).isSameAs(first);
    assertThat(get(FakeContext.of(Map.of("lib/a", "2")), KEY, "./lib/../lib/a")).isNotSameAs(first);
  }

  // Digests that the client did not send.

  @Test
  void inputWithoutDigest_isHashed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    List<Input> inputs = List.of(new Input("a", Digest.empty()));
    Resource first = get(new FakeContext(folder, inputs), KEY, "a");

    assertThat(get(new FakeContext(folder, inputs), KEY, "a")).isSameAs(first);
    Files.writeString(file, "2");
    assertThat(get(new FakeContext(folder, inputs), KEY, "a")).isNotSameAs(first);
  }

  @Test
  void hashedInput_isTheOneWithTheDigestOfBazel(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a"), "1");
    List<Input> sent = List.of(new Input("a", Sha256.of(new byte[] {'1'})));
    Resource first = get(new FakeContext(folder, sent), KEY, "a");

    assertThat(get(new FakeContext(folder, List.of(new Input("a", Digest.empty()))), KEY, "a"))
        .isSameAs(first);
  }

  @Test
  void requestWithoutInputs_usesTheFilesThatAreThere(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    Resource first = get(new FakeContext(folder, List.of()), KEY, "a");

    assertThat(get(new FakeContext(folder, List.of()), KEY, "a")).isSameAs(first);
    Files.delete(file);
    assertThatThrownBy(() -> get(new FakeContext(folder, List.of()), KEY, "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void absolutePath_namesAFileThatNobodyDeclares(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    Resource first = get(FakeContext.of(Map.of("b", "1")), KEY, file.toString());

    assertThat(get(FakeContext.of(Map.of("b", "1")), KEY, file.toString())).isSameAs(first);
    Files.writeString(file, "2");
    assertThat(get(FakeContext.of(Map.of("b", "1")), KEY, file.toString())).isNotSameAs(first);
  }

  @Test
  void unreadableInput_failsTheLoadOfItsRequestOnly(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    Resource first = get(new FakeContext(folder, List.of()), KEY, "a");
    Files.delete(file);
    Files.createDirectory(file);

    assertThatThrownBy(() -> get(new FakeContext(folder, List.of()), KEY, "a"))
        .isInstanceOf(UncheckedIOException.class);
    Files.delete(file);
    Files.writeString(file, "1");
    assertThat(get(new FakeContext(folder, List.of()), KEY, "a")).isSameAs(first);
  }

  @Test
  void fileThatChangesDuringItsLoad_leavesNoValueBehind(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "1");
    FakeContext context = new FakeContext(folder, List.of());
    Resource torn =
        cache.get(
            context,
            KEY,
            scope -> {
              Path read = scope.used("a");
              Files.writeString(file, "2");
              return new Resource(Files.readString(read));
            });
    assertThat(torn.timesClosed()).isZero();
    context.end();
    assertThat(torn.timesClosed()).isEqualTo(1);

    Files.writeString(file, "1");
    assertThat(get(new FakeContext(folder, List.of()), KEY, "a")).isNotSameAs(torn);
  }

  // Keys of contents.

  @Test
  void contentUnderAnotherPath_isTheSameContent() {
    FakeContext one = FakeContext.of(Map.of("x/a.jar", "1"));
    FakeContext other = FakeContext.of(Map.of("y/b.jar", "1", "z.jar", "2"));

    Resource first = get(one, CacheKey.of(Resource.class, cache.digest(one, "x/a.jar")));

    assertThat(get(other, CacheKey.of(Resource.class, cache.digest(other, "y/b.jar"))))
        .isSameAs(first);
    assertThat(get(other, CacheKey.of(Resource.class, cache.digest(other, "z.jar"))))
        .isNotSameAs(first);
    assertThat(cache.digest(other, "x/a.jar").isEmpty()).isTrue();
  }

  // Values made of values.

  @Test
  void part_isPartOfWhatDecides() throws Exception {
    CacheLoader<Resource, RuntimeException> loader =
        scope -> {
          Resource part =
              scope.get(CacheKey.of(Resource.class, "part"), it -> new Resource("" + it.used("b")));
          return new Resource(scope.used("a") + part.text());
        };
    FakeContext context = FakeContext.of(Map.of("a", "1", "b", "1"));
    Resource first = cache.get(context, KEY, loader);

    assertThat(cache.get(FakeContext.of(Map.of("a", "1", "b", "1")), KEY, loader)).isSameAs(first);
    assertThat(cache.get(FakeContext.of(Map.of("a", "1", "b", "2")), KEY, loader))
        .isNotSameAs(first);
  }

  @Test
  void part_staysOpenForAsLongAsTheWhole() throws Exception {
    DigestCache small = DigestCache.of(CacheLimits.defaults().withMaxCount(1));
    AtomicReference<Resource> part = new AtomicReference<>();
    FakeContext context = FakeContext.of(Map.of("a", "1"));
    Resource whole =
        small.get(
            context,
            KEY,
            scope -> {
              CacheKey<Resource> key = CacheKey.of(Resource.class, "part");
              part.set(scope.get(key, it -> new Resource("part")));
              return new Resource("whole");
            });
    context.end();

    assertThat(small.statistics().evictions()).isEqualTo(1);
    assertThat(part.get().timesClosed()).isZero();
    small.close();
    assertThat(whole.timesClosed()).isEqualTo(1);
    assertThat(part.get().timesClosed()).isEqualTo(1);
  }

  @Test
  void partReturnedAsTheWhole_isClosedOnce() throws Exception {
    CacheKey<Resource> partKey = CacheKey.of(Resource.class, "part");
    FakeContext context = FakeContext.of(Map.of());
    Resource same =
        cache.get(context, KEY, scope -> scope.get(partKey, it -> new Resource("both")));
    context.end();
    cache.close();

    assertThat(same.timesClosed()).isEqualTo(1);
  }

  @Test
  void valueOfItself_isRefused() {
    CacheLoader<Resource, RuntimeException> loader =
        scope -> scope.get(KEY, it -> new Resource("never"));

    assertThatThrownBy(() -> cache.get(FakeContext.of(Map.of()), KEY, loader))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[cache-loads-itself]");
  }

  @Test
  void askingBehindTheScopesBack_isRefused() {
    FakeContext context = FakeContext.of(Map.of());

    assertThatThrownBy(
            () ->
                cache.get(
                    context, KEY, scope -> get(context, CacheKey.of(Resource.class, "other"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[cache-nested]");
    assertThat(get(context, KEY)).isNotNull();
  }

  // Failures.

  @Test
  void failedLoad_isNotKept() {
    FakeContext context = FakeContext.of(Map.of("a", "1"));
    assertThatThrownBy(
            () ->
                cache.get(
                    context,
                    KEY,
                    scope -> {
                      scope.used("a");
                      throw new IOException("no luck");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(get(context, KEY, "a").text()).isEqualTo("a");
    assertThat(cache.statistics().failures()).isEqualTo(1);
    assertThat(cache.statistics().count()).isEqualTo(1);
  }

  @Test
  void failedLoad_letsGoOfItsParts() throws Exception {
    FakeContext context = FakeContext.of(Map.of());
    AtomicReference<Resource> part = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                cache.get(
                    context,
                    KEY,
                    scope -> {
                      CacheKey<Resource> key = CacheKey.of(Resource.class, "part");
                      part.set(scope.get(key, it -> new Resource("part")));
                      throw new IOException("no luck");
                    }))
        .isInstanceOf(IOException.class);

    cache.close();
    assertThat(part.get().timesClosed()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway")
  void loaderOfNull_isRefused() {
    assertThatThrownBy(() -> cache.get(FakeContext.of(Map.of()), KEY, scope -> null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the loader of Resource[key] returned null [cache-no-value]");
  }

  @Test
  void scopeAfterItsLoad_isRefused() {
    AtomicReference<LoadScope> leaked = new AtomicReference<>();
    cache.get(
        FakeContext.of(Map.of("a", "1")),
        KEY,
        scope -> {
          leaked.set(scope);
          return new Resource("early");
        });

    assertThatThrownBy(() -> leaked.get().used("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[cache-load-ended]");
  }

  @Test
  void endedRequest_getsNothingAndKeepsNothingOpen() throws Exception {
    FakeContext context = FakeContext.of(Map.of("a", "1"));
    context.end();

    assertThatThrownBy(() -> get(context, KEY, "a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closedCache_givesNothing() {
    cache.close();

    assertThatThrownBy(() -> get(FakeContext.of(Map.of()), KEY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the cache is closed: it can't give Resource[key] [cache-closed]");
  }
}
