package dev.perdure.worker.benchmarks.peer;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The least that a worker in Java can do: one thread, code written for these messages alone. It
 * reads what has come, decodes each request into strings, and answers all of them in one write.
 * There is no cancellation, no check, no limit and no output to collect. Argument: the protocol.
 */
public final class HandWrittenLoop {
  private static final int INITIAL_BYTES = 1 << 16;

  private final InputStream in = new FileInputStream(FileDescriptor.in);
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final HandWrittenMessages messages;
  private byte[] input = new byte[INITIAL_BYTES];
  private int begin;
  private int end;
  private byte[] answers = new byte[INITIAL_BYTES];
  private int answered;

  private HandWrittenLoop(HandWrittenMessages messages) {
    this.messages = messages;
  }

  public static void main(String[] args) throws IOException {
    new HandWrittenLoop(args[0].equals("json") ? new HandWrittenJson() : new HandWrittenProto())
        .serve();
  }

  private void serve() throws IOException {
    boolean open = true;
    while (open) {
      int next = messages.read(input, begin, end);
      if (next >= 0) {
        begin = next;
        if (answers.length - answered < HandWrittenMessages.MAX_ANSWER_BYTES) {
          answers = Arrays.copyOf(answers, 2 * answers.length);
        }
        answered = messages.answer(answers, answered);
      } else {
        out.write(answers, 0, answered);
        answered = 0;
        open = fill();
      }
    }
  }

  /** Reads more; false at the end of the stream. */
  private boolean fill() throws IOException {
    System.arraycopy(input, begin, input, 0, end - begin);
    end -= begin;
    begin = 0;
    if (end == input.length) {
      input = Arrays.copyOf(input, 2 * input.length);
    }
    int count = in.read(input, end, input.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }
}
