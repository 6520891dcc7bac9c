package dev.perdure.worker.testing;

import dev.perdure.worker.Worker;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The runs of a {@link WorkerTest}, each with its own worker extension. */
final class WorkerTestRuns implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), WorkerTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    WorkerTest test =
        AnnotationSupport.findAnnotation(method, WorkerTest.class)
            .orElseThrow(() -> new IllegalStateException("no worker test: " + method));
    WorkerSubject subject = ReflectionSupport.newInstance(test.value());
    Client[] clients = test.everyClient() ? Client.values() : test.clients();
    List<TestTemplateInvocationContext> runs = new ArrayList<>();
    for (WorkerTest.Place place : test.places()) {
      // JUnit fails a template without runs, so no test is skipped silently.
      if (place == WorkerTest.Place.PROCESS && subject.command().isEmpty()) {
        continue;
      }
      if (clients.length == 0) {
        add(runs, test, subject, place, null);
      }
      for (Client client : clients) {
        add(runs, test, subject, place, client);
      }
    }
    return runs.stream();
  }

  private static void add(
      List<TestTemplateInvocationContext> runs,
      WorkerTest test,
      WorkerSubject subject,
      WorkerTest.Place place,
      @Nullable Client client) {
    for (WorkerTest.Mode mode : test.modes()) {
      for (Protocol protocol : test.protocols()) {
        if (client == null || can(client, mode, protocol)) {
          runs.add(new Run(subject, client, protocol, mode, place, timeout(test, subject)));
        }
      }
    }
  }

  private static Duration timeout(WorkerTest test, WorkerSubject subject) {
    return test.timeoutSeconds() == 0
        ? subject.timeout()
        : Duration.ofSeconds(test.timeoutSeconds());
  }

  private static boolean can(Client client, WorkerTest.Mode mode, Protocol protocol) {
    return client.protocols().contains(protocol)
        && (client.isMultiplex() || mode == WorkerTest.Mode.SINGLEPLEX);
  }

  private record Run(
      WorkerSubject subject,
      @Nullable Client client,
      Protocol protocol,
      WorkerTest.Mode mode,
      WorkerTest.Place place,
      Duration timeout)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      String way =
          Stream.of(protocol, mode, place)
              .map(part -> part.name().toLowerCase(Locale.ROOT).replace('_', ' '))
              .collect(Collectors.joining(", "));
      return client == null ? way : client + ", " + way;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      boolean multiplex = mode == WorkerTest.Mode.MULTIPLEX;
      WorkerExtension workers =
          switch (place) {
            case PROCESS ->
                WorkerExtension.process(subject.command())
                    .environment(subject.environment())
                    .directory(subject.directory());
            case IN_PROCESS -> WorkerExtension.inProcess(() -> worker(multiplex));
          };
      WorkerExtension speaking = workers.protocol(protocol).timeout(timeout);
      WorkerExtension behaving = client == null ? speaking : speaking.client(client);
      return List.of(multiplex ? behaving.multiplex() : behaving);
    }

    private Worker worker(boolean multiplex) {
      return multiplex ? subject.worker().multiplex() : subject.worker();
    }
  }
}
