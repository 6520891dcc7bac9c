package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random histories: files appear, change and vanish, requests of several sandboxes begin and end,
 * ask, fail; the cache fills and is closed. What it gives is what a run without it gives, and what
 * it closes is idle.
 */
class HistoryTest {
  private static final int EPISODES = 100;
  private static final int STEPS = 1_000;
  private static final int FILES = 8;
  private static final int PROGRAMS = 10;

  private final long seed = Long.getLong("perdure.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private long nanos;
  private double heap;
  private boolean collected;

  // One episode.
  private DigestCache cache = DigestCache.create();
  private final Map<String, Integer> world = new HashMap<>();
  private final List<Request> open = new ArrayList<>();
  private final Set<Made> made = new HashSet<>();

  /** What values found wrong when they were closed; the cache lets no exception of theirs out. */
  private final List<String> faults = new ArrayList<>();

  /** A request with the files that it saw when it began. */
  private record Request(FakeContext context, Map<String, Integer> files, Set<Made> asked) {}

  /** A value that knows who may still use it. */
  private final class Made implements AutoCloseable {
    private final String text;
    private final Set<Made> parts;
    private boolean closed;

    private Made(String text, Set<Made> parts) {
      this.text = text;
      this.parts = parts;
      made.add(this);
    }

    @Override
    public void close() {
      if (closed) {
        faults.add("closed twice: " + text);
      }
      closed = true;
      if (open.stream().anyMatch(it -> it.asked().contains(this))) {
        faults.add("closed under a request: " + text);
      }
      if (made.stream().anyMatch(it -> !it.closed && it.parts.contains(this))) {
        faults.add("closed under a value that it is a part of: " + text);
      }
    }
  }

  @Test
  void hundredThousandRandomSteps_giveWhatNoCacheGivesAndCloseOnlyWhatIsIdle() throws Exception {
    long hits = 0;
    long evictions = 0;
    for (int episode = 0; episode < EPISODES; episode++) {
      begin();
      for (int step = 0; step < STEPS; step++) {
        step();
        assertThat(faults).as("seed %s", seed).isEmpty();
      }
      hits += cache.statistics().hits();
      evictions += cache.statistics().evictions();
      end();
    }
    // The history was one: values were found again, and let go.
    assertThat(hits).isGreaterThan(EPISODES * STEPS / 20L);
    assertThat(evictions).isGreaterThan(EPISODES);
  }

  private void begin() {
    CacheLimits limits =
        new CacheLimits(
            random.nextInt(12),
            random.nextInt(3) * 10L,
            Duration.ofNanos(random.nextInt(2) * 50L),
            random.nextInt(2) * 0.5);
    HeapCeiling ceiling = new HeapCeiling(limits.maxHeap(), () -> heap, () -> collected);
    cache = new DigestCache(limits, () -> nanos, ceiling, ContentDigests.create());
  }

  private void end() throws Exception {
    boolean early = random.nextBoolean();
    if (early) {
      cache.close();
    }
    while (!open.isEmpty()) {
      endRequest();
    }
    cache.close();
    assertThat(faults).as("seed %s", seed).isEmpty();
    assertThat(made).as("all is closed, seed %s", seed).allMatch(it -> it.closed);
    made.clear();
    world.clear();
  }

  private void step() throws Exception {
    nanos += random.nextInt(4);
    heap = random.nextDouble();
    collected = random.nextInt(10) == 0;
    int dice = random.nextInt(20);
    if (dice < 3) {
      world.put(Program.path(random.nextInt(FILES)), random.nextInt(3));
    } else if (dice == 3) {
      world.remove(Program.path(random.nextInt(FILES)));
    } else if (dice < 7 || open.isEmpty()) {
      beginRequest();
    } else if (dice < 10 || open.size() > 5) {
      endRequest();
    } else {
      ask(open.get(random.nextInt(open.size())), new Program(random.nextInt(PROGRAMS)));
    }
  }

  private void beginRequest() {
    List<Input> inputs = new ArrayList<>();
    inputs.add(new Input("always/there", Digest.ofText("x")));
    world.forEach((path, content) -> inputs.add(new Input(path, Digest.ofText("#" + content))));
    Path sandbox = Path.of("sandbox" + random.nextInt(3));
    open.add(new Request(new FakeContext(sandbox, inputs), Map.copyOf(world), new HashSet<>()));
  }

  private void endRequest() throws Exception {
    open.remove(random.nextInt(open.size())).context().end();
  }

  private void ask(Request request, Program program) {
    String expected = expected(request, program);
    String got;
    boolean fails = random.nextInt(20) == 0;
    try {
      Made value =
          cache.get(
              request.context(),
              CacheKey.of(Made.class, program),
              scope -> load(request, scope, program, fails));
      assertThat(value.closed).as("given closed, seed %s", seed).isFalse();
      request.asked().add(value);
      got = value.text;
    } catch (IllegalArgumentException e) {
      got = "missing";
    } catch (UnsupportedOperationException e) {
      return; // The load failed, as it was told to; whether it kept something will be seen.
    }
    assertThat(got).as("seed %s", seed).isEqualTo(expected);
  }

  private Made load(Request request, LoadScope scope, Program program, boolean fails) {
    Set<Made> parts = new HashSet<>();
    Program.View view =
        new Program.View() {
          @Override
          public int used(String path) {
            assertThat(scope.used(path)).isEqualTo(request.context().resolve(path));
            return request.files().get(path);
          }

          @Override
          public int find(String path) {
            return scope.find(path).isPresent() ? request.files().get(path) : -1;
          }

          @Override
          public String part(Program part) {
            Made value =
                scope.get(CacheKey.of(Made.class, part), it -> load(request, it, part, false));
            parts.add(value);
            return value.text;
          }
        };
    scope.weigh(random.nextInt(5));
    String text = program.run(view, FILES, random);
    if (fails) {
      throw new UnsupportedOperationException();
    }
    return new Made(text, parts);
  }

  private String expected(Request request, Program program) {
    Program.View view =
        new Program.View() {
          @Override
          public int used(String path) {
            Integer content = request.files().get(path);
            if (content == null) {
              throw new IllegalArgumentException(path);
            }
            return content;
          }

          @Override
          public int find(String path) {
            return request.files().getOrDefault(path, -1);
          }

          @Override
          public String part(Program part) {
            return part.run(this, FILES, random);
          }
        };
    try {
      return program.run(view, FILES, random);
    } catch (IllegalArgumentException e) {
      return "missing";
    }
  }
}
