package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server of each protocol, with children that take and give back tokens and die with some, in
 * random order. After each step, the tokens that are free, that are held, and that the dead had are
 * as many as there are; and never do more jobs run.
 */
@Timeout(120)
class ServerModelTest {
  private static final int TOKENS = 7;
  private static final int STEPS = Integer.getInteger("perdure.jobs.steps", 2_000);
  private static final int MOST_CHILDREN = 4;

  @TempDir Path directory;

  /** A child: the lease that the server holds for it, and what it takes by itself. */
  private record Child(JobLease lease, ForeignClient client) {}

  private final List<Child> children = new ArrayList<>();
  private final Deque<JobLease> own = new ArrayDeque<>();

  /** What dead children had and the server has not got back. */
  private int unaccounted;

  private long died;

  @ParameterizedTest
  @EnumSource(JobProtocol.class)
  void tokens_areNeitherLostNorMade(JobProtocol protocol) throws Exception {
    Random random = Seed.random();
    try (JobServer server = JobServer.create(protocol, TOKENS, directory)) {
      for (int step = 0; step < STEPS; step++) {
        step(server, random);
        check(server, step);
      }
      while (!children.isEmpty()) {
        die(server, 0);
      }
      own.forEach(JobLease::close);
      assertThat(server.stats().free()).isEqualTo(TOKENS);
      assertThat(died).isPositive();
    }
  }

  private void step(JobServer server, Random random) throws Exception {
    int child = children.isEmpty() ? -1 : random.nextInt(children.size());
    switch (random.nextInt(12)) {
      case 0, 1 -> {
        JobLease lease = children.size() < MOST_CHILDREN ? server.client().tryAcquire() : null;
        if (lease != null) {
          server.childBegins();
          children.add(new Child(lease, ForeignClient.of(server.address())));
        }
      }
      case 2, 3, 4, 5 -> {
        if (child >= 0) {
          children.get(child).client().take();
        }
      }
      case 6, 7 -> {
        if (child >= 0 && children.get(child).client().held() > 0) {
          children.get(child).client().giveBack();
        }
      }
      case 8 -> {
        JobLease lease = server.client().tryAcquire();
        if (lease != null) {
          own.add(lease);
        }
      }
      case 9 -> {
        if (!own.isEmpty()) {
          own.remove().close();
        }
      }
      case 10 -> {
        if (child >= 0) {
          while (children.get(child).client().held() > 0) {
            children.get(child).client().giveBack();
          }
          die(server, child);
        }
      }
      default -> {
        if (child >= 0) {
          die(server, child);
        }
      }
    }
  }

  /** What {@link JobServer#start} does when a process has ended. */
  private void die(JobServer server, int index) throws Exception {
    Child child = children.remove(index);
    boolean comesBack = server.address() instanceof JobAddress.Socket;
    int held = child.client().held();
    died += held;
    unaccounted += comesBack ? 0 : held;
    child.client().die();
    child.lease().close();
    if (children.isEmpty()) {
      unaccounted = 0;
    }
    server.childEnded();
  }

  private void check(JobServer server, int step) throws Exception {
    int held = children.stream().mapToInt(child -> child.client().held()).sum();
    int running = own.size() + children.size() + held;
    assertThat(running).as("jobs that run after step %s", step).isLessThanOrEqualTo(TOKENS);
    int expected = TOKENS - running - unaccounted;
    JobServerStats stats = server.stats();
    assertThat(stats.free()).as("free tokens after step %s", step).isEqualTo(expected);
    assertThat(stats.held()).isEqualTo(own.size() + children.size());
    assertThat(stats.outstanding()).isEqualTo(held + unaccounted);
    assertThat(stats.children()).isEqualTo(children.size());
  }
}
