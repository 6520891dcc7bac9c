package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import dev.perdure.worker.testing.wire.FieldWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A newer client sends fields that a worker does not know. */
public final class UnknownFields implements Check {
  private static final String JSON =
      "{\"future\":{\"a\":[\"}]\",{\"b\":\"\\\"{\"}],\"c\":null},\"numbers\":[1,-2.5e3,true],";

  // Fields 100 to 103: a varint, eight bytes, a string, four bytes.
  private static final byte[] PROTO = {
    (byte) 0xa0,
    6,
    42,
    (byte) 0xa9,
    6,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    (byte) 0xb2,
    6,
    3,
    'a',
    'b',
    'c',
    (byte) 0xbd,
    6,
    1,
    2,
    3,
    4
  };

  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of("unknown-fields", "unknown fields are skipped")
        .remedy("Skip fields that you don't know, by their wire type or by their nesting.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    WorkerHarness worker = trial.start();
    Job job = trial.job(Role.WORK);
    trial.sends("a request with fields that no version of the protocol has");
    worker.send(List.of(job.request()), List.of(extended(trial, job)));
    trial.answer(worker, job);
    trial.work(worker, trial.job(Role.WORK));
  }

  private static byte[] extended(Trial trial, Job job) {
    byte[] plain = trial.protocol().encode(job.request());
    if (trial.protocol() == Protocol.JSON) {
      String rest = new String(plain, 1, plain.length - 1, StandardCharsets.UTF_8);
      return (JSON + rest).getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(ProtoFrame.message(plain));
    message.writeBytes(PROTO);
    return FieldWriter.delimited(message.toByteArray());
  }
}
