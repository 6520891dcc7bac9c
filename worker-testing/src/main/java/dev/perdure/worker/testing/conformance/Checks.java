package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.answer.ErrorFlood;
import dev.perdure.worker.testing.conformance.answer.ExitCodes;
import dev.perdure.worker.testing.conformance.answer.Failures;
import dev.perdure.worker.testing.conformance.answer.LargeOutput;
import dev.perdure.worker.testing.conformance.answer.OwnOutput;
import dev.perdure.worker.testing.conformance.answer.PrintsIntoAnswer;
import dev.perdure.worker.testing.conformance.broken.CutShort;
import dev.perdure.worker.testing.conformance.broken.IdBeyondInt;
import dev.perdure.worker.testing.conformance.broken.MalformedJson;
import dev.perdure.worker.testing.conformance.broken.NegativeLength;
import dev.perdure.worker.testing.conformance.broken.OversizedLength;
import dev.perdure.worker.testing.conformance.cancel.CancelAfter;
import dev.perdure.worker.testing.conformance.cancel.CancelAnyMoment;
import dev.perdure.worker.testing.conformance.cancel.CancelAtOnce;
import dev.perdure.worker.testing.conformance.cancel.CancelDuring;
import dev.perdure.worker.testing.conformance.cancel.CancelSandboxed;
import dev.perdure.worker.testing.conformance.cancel.CancelThenWork;
import dev.perdure.worker.testing.conformance.cancel.CancelUnknown;
import dev.perdure.worker.testing.conformance.cancel.StubbornKeepsResult;
import dev.perdure.worker.testing.conformance.cancel.StubbornStallsNobody;
import dev.perdure.worker.testing.conformance.client.AnswersLimited;
import dev.perdure.worker.testing.conformance.client.DigestsAbsent;
import dev.perdure.worker.testing.conformance.client.DigestsAsMessages;
import dev.perdure.worker.testing.conformance.client.FlagfileLeft;
import dev.perdure.worker.testing.conformance.client.LabelKept;
import dev.perdure.worker.testing.conformance.client.QuietSuccess;
import dev.perdure.worker.testing.conformance.client.RootSwapped;
import dev.perdure.worker.testing.conformance.client.SandboxAbsolute;
import dev.perdure.worker.testing.conformance.end.AnswersUnread;
import dev.perdure.worker.testing.conformance.end.CleanEnd;
import dev.perdure.worker.testing.conformance.end.ClientKilled;
import dev.perdure.worker.testing.conformance.end.Ending;
import dev.perdure.worker.testing.conformance.end.Ends;
import dev.perdure.worker.testing.conformance.many.AnyIds;
import dev.perdure.worker.testing.conformance.many.DuplicateId;
import dev.perdure.worker.testing.conformance.many.IdZero;
import dev.perdure.worker.testing.conformance.many.Leak;
import dev.perdure.worker.testing.conformance.many.ManyAtOnce;
import dev.perdure.worker.testing.conformance.many.Sandboxed;
import dev.perdure.worker.testing.conformance.many.SandboxesAtOnce;
import dev.perdure.worker.testing.conformance.many.SlowBlocksNobody;
import dev.perdure.worker.testing.conformance.many.ThreadsBounded;
import dev.perdure.worker.testing.conformance.message.FrameLikeJson;
import dev.perdure.worker.testing.conformance.message.JsonNulls;
import dev.perdure.worker.testing.conformance.message.JsonSnakeCase;
import dev.perdure.worker.testing.conformance.message.NoNewline;
import dev.perdure.worker.testing.conformance.message.SplitAnywhere;
import dev.perdure.worker.testing.conformance.message.TwoInOneWrite;
import dev.perdure.worker.testing.conformance.message.UnknownFields;
import dev.perdure.worker.testing.conformance.request.BackToBack;
import dev.perdure.worker.testing.conformance.request.DigestsAsText;
import dev.perdure.worker.testing.conformance.request.EmptyEnvironment;
import dev.perdure.worker.testing.conformance.request.FirstAnswer;
import dev.perdure.worker.testing.conformance.request.ManyInputs;
import dev.perdure.worker.testing.conformance.request.NonAscii;
import dev.perdure.worker.testing.conformance.request.OneShotParity;
import dev.perdure.worker.testing.conformance.request.SpecialCharacters;
import dev.perdure.worker.testing.conformance.request.Verbose;
import dev.perdure.worker.testing.conformance.trial.Check;
import java.util.List;

/** All checks, in the order in which people want to read them: basic ones first. */
final class Checks {
  static final List<Check> ALL =
      List.of(
          new FirstAnswer(),
          new SplitAnywhere(),
          new TwoInOneWrite(),
          new NoNewline(),
          new FrameLikeJson(),
          new UnknownFields(),
          new JsonNulls(),
          new JsonSnakeCase(),
          new SpecialCharacters(),
          new NonAscii(),
          new EmptyEnvironment(),
          new Verbose(),
          new DigestsAsText(),
          new ManyInputs(),
          new LargeOutput(),
          new PrintsIntoAnswer(),
          new OwnOutput(),
          new ErrorFlood(),
          new Failures(),
          new ExitCodes(),
          new BackToBack(),
          new AnyIds(),
          new IdZero(),
          new DuplicateId(),
          new ManyAtOnce(),
          new SlowBlocksNobody(),
          new ThreadsBounded(),
          new CancelDuring(),
          new CancelAtOnce(),
          new CancelAfter(),
          new CancelUnknown(),
          new CancelThenWork(),
          new CancelAnyMoment(),
          new StubbornKeepsResult(),
          new StubbornStallsNobody(),
          new Sandboxed(),
          new SandboxesAtOnce(),
          new CancelSandboxed(),
          new FlagfileLeft(),
          new LabelKept(),
          new SandboxAbsolute(),
          new RootSwapped(),
          new DigestsAbsent(),
          new DigestsAsMessages(),
          new QuietSuccess(),
          new AnswersLimited(),
          new CutShort(),
          new NegativeLength(),
          new OversizedLength(),
          new MalformedJson(),
          new IdBeyondInt(),
          new CleanEnd(),
          Ends.idle(Ending.INPUT),
          Ends.idle(Ending.SIGTERM),
          Ends.idle(Ending.BOTH),
          Ends.idle(Ending.SIGTERM_TWICE),
          Ends.busy(Ending.INPUT),
          Ends.busy(Ending.SIGTERM),
          Ends.busy(Ending.BOTH),
          Ends.busy(Ending.SIGTERM_TWICE),
          new ClientKilled(),
          new AnswersUnread(),
          new OneShotParity(),
          new Leak());

  private Checks() {}
}
