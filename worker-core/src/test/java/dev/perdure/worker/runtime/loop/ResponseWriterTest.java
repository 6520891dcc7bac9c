package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ResponseWriterTest {
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final ResponseWriter writer = new ResponseWriter(wire, null);

  private static WorkResponse response(int id, String output) {
    return WorkResponse.of(id, 0, output);
  }

  private static FutureTask<Void> inThread(ResponseWriter writer, TextCodec codec, int id) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              writer.write(codec, response(id, "x".repeat(1_000)), null, null);
              return null;
            });
    new Thread(task, "answer-" + id).start();
    return task;
  }

  /** A codec that waits in the middle of encoding request 1. */
  private static final class SlowCodec extends TextCodec {
    final CountDownLatch encoding = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public void writeResponse(WorkResponse response, WireOutput out) {
      if (response.requestId() == 1) {
        encoding.countDown();
        try {
          assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      super.writeResponse(response, out);
    }
  }

  @Test
  void answer_thatTakesLongToEncode_holdsUpNoOther() throws Exception {
    SlowCodec codec = new SlowCodec();
    FutureTask<Void> slow = inThread(writer, codec, 1);
    assertThat(codec.encoding.await(10, TimeUnit.SECONDS)).isTrue();
    writer.write(codec, response(2, "quick"), null, null);
    assertThat(wire.toString(UTF_8)).isEqualTo("2 exit=0 quick\n");
    codec.go.countDown();
    slow.get(10, TimeUnit.SECONDS);
    assertThat(wire.toString(UTF_8)).contains("1 exit=0 x");
  }

  @RepeatedTest(20)
  void answers_ofManyThreads_areWrittenWhole() throws Exception {
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      FutureTask<Void> task =
          new FutureTask<>(
              () -> {
                start.await();
                for (int i = 0; i < 500; i++) {
                  int id = thread * 1_000 + i;
                  writer.write(new TextCodec(), response(id, "y".repeat(id % 97)), null, null);
                }
                return null;
              });
      tasks.add(task);
      new Thread(task).start();
    }
    for (FutureTask<Void> task : tasks) {
      task.get(20, TimeUnit.SECONDS);
    }
    List<String> lines = wire.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(threads * 500).doesNotHaveDuplicates();
    assertThat(lines)
        .allSatisfy(
            line -> {
              int id = Integer.parseInt(line.substring(0, line.indexOf(' ')));
              assertThat(line).isEqualTo((id + " exit=0 " + "y".repeat(id % 97)).strip());
            });
  }

  @Test
  void answers_behindOneThatIsBeingWritten_joinOneWrite() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Integer> writes = new ArrayList<>();
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("a byte at a time");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(length);
            writing.countDown();
            try {
              assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        };
    ResponseWriter combining = new ResponseWriter(slow, null);
    FutureTask<Void> first = inThread(combining, new TextCodec(), 1);
    assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
    combining.write(new TextCodec(), response(2, ""), null, null);
    combining.write(new TextCodec(), response(3, ""), null, null);
    go.countDown();
    first.get(10, TimeUnit.SECONDS);
    assertThat(writes).containsExactly(1_010, "2 exit=0\n3 exit=0\n".length());
  }

  @Test
  void shut_writesNothingMore() throws Exception {
    writer.shut();
    writer.write(new TextCodec(), response(1, ""), null, null);
    assertThat(wire.size()).isZero();
  }

  @Test
  void clientThatIsGone_isTold() {
    ResponseWriter broken =
        new ResponseWriter(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            null);
    assertThatThrownBy(() -> broken.write(new TextCodec(), response(1, ""), null, null))
        .isInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
  }
}
