package dev.perdure.worker.it.jobs;

import dev.perdure.worker.jobserver.JobAddress;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.jobserver.JobLease;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import dev.perdure.worker.jobserver.JobServerStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Our side of a test, in a process of its own, beside the peer.
 *
 * <pre>
 * make TOKENS COMMAND...  a server for the make that COMMAND begins with
 * ghc TOKENS COMMAND...   a server for the GHC that COMMAND begins with, which is told of it
 * kill TOKENS COMMAND...  the same, but GHC is killed as soon as it has taken tokens
 * rounds N TOKENS GHC...  a server for as many GHCs, of which each third is killed with its tokens
 * take [ARGUMENT]...      a client that takes as many tokens as it can have, and gives them back
 * hold                    a client that does so and then waits to be ended
 * run FILE NAME           a client that runs three jobs, and notes in FILE when each begins and ends
 * </pre>
 */
public final class JobsProgram {
  /** More than there are anywhere. */
  private static final int ALL = 99;

  private JobsProgram() {}

  /** Prints what happened, a line each. */
  public static void main(String[] args) throws Exception {
    List<String> rest = List.of(args).subList(1, args.length);
    switch (args[0]) {
      case "make" -> serve(JobProtocol.ofMake(args[2]), rest, false);
      case "ghc" -> serve(JobProtocol.ofGhc(args[2]), rest, false);
      case "kill" -> serve(JobProtocol.ofGhc(args[2]), rest, true);
      case "rounds" -> rounds(rest);
      case "take" -> take(rest);
      case "hold" -> hold();
      case "run" -> run(Path.of(args[1]), args[2]);
      default -> throw new IllegalArgumentException(Arrays.toString(args));
    }
  }

  private static void serve(JobProtocol protocol, List<String> args, boolean kill)
      throws Exception {
    int tokens = Integer.parseInt(args.get(0));
    List<String> command = new ArrayList<>(args.subList(1, args.size()));
    try (JobServer server = JobServer.create(protocol, tokens)) {
      command.addAll(server.address().ghcArguments());
      Process child = server.start(new ProcessBuilder(command).inheritIO());
      int most = 0;
      boolean running = true;
      while (running) {
        most = Math.max(most, tokens - server.stats().free());
        if (kill && server.stats().outstanding() > 0) {
          child.destroyForcibly();
        }
        running = !child.waitFor(1, TimeUnit.MILLISECONDS);
      }
      JobServerStats end = server.stats();
      while (end.children() > 0) { // Its end is told to another thread, too.
        end = server.stats();
      }
      System.out.println("protocol " + protocol);
      System.out.println("exit code " + child.exitValue());
      System.out.println("most jobs " + most);
      System.out.println("free " + end.free());
      System.out.println("lost " + end.lost());
    }
  }

  private static void rounds(List<String> args) throws Exception {
    int rounds = Integer.parseInt(args.get(0));
    int tokens = Integer.parseInt(args.get(1));
    List<String> command = new ArrayList<>(args.subList(2, args.size()));
    int complete = 0;
    try (JobServer server = JobServer.create(JobProtocol.ofGhc(command.get(0)), tokens)) {
      command.addAll(server.address().ghcArguments());
      for (int round = 0; round < rounds; round++) {
        Process ghc = server.start(new ProcessBuilder(command).inheritIO());
        JobServerStats stats = server.stats();
        while (!ghc.waitFor(1, TimeUnit.MILLISECONDS)) {
          stats = server.stats();
          if (round % 3 == 0 && stats.outstanding() > 0) {
            ghc.destroyForcibly();
          }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while ((stats.children() > 0 || stats.free() != tokens) && System.nanoTime() < deadline) {
          LockSupport.parkNanos(1_000_000); // The end of a killed GHC's children wakes nobody.
          stats = server.stats();
        }
        complete += stats.free() == tokens ? 1 : 0;
      }
      System.out.println("complete " + complete);
      System.out.println("made anew " + server.stats().lost());
    }
  }

  private static Optional<JobClient> join(List<String> args) {
    return JobAddress.find(System.getenv(), args).map(JobClient::join);
  }

  private static void take(List<String> args) throws InterruptedException {
    Optional<JobClient> joined = join(args);
    if (joined.isEmpty()) {
      System.out.println("no job server");
      return;
    }
    try (JobClient client = joined.get();
        JobLease lease = client.acquireUpTo(ALL)) {
      System.out.println(
          client.address().getClass().getSimpleName() + " has " + lease.tokens() + " tokens");
    }
  }

  private static void hold() throws Exception {
    JobClient client = join(List.of()).orElseThrow();
    JobLease lease = client.acquireUpTo(ALL);
    System.out.println("holds " + lease.tokens() + " tokens");
    Thread.currentThread().join();
  }

  private static void run(Path file, String name) throws Exception {
    try (JobClient client = join(List.of()).orElseThrow()) {
      List<Thread> jobs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread job = new Thread(() -> job(client, file, name), name + i);
        jobs.add(job);
        job.start();
      }
      for (Thread job : jobs) {
        job.join();
      }
    }
  }

  private static void job(JobClient client, Path file, String name) {
    try (JobLease lease = client.acquire()) {
      note(file, "begin " + name);
      new ProcessBuilder("sleep", "0.02").start().waitFor();
      note(file, "end " + name);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void note(Path file, String line) throws Exception {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
