#!/usr/bin/perl
# A child as PROTOCOL.md tells, whose tool does what the first argument of a request says. Its own
# arguments say what it can, and how its start shall fail.
use strict;
use warnings;

# The protocol on descriptors of its own; whoever else reads gets nothing, who prints gets stderr.
open(my $in, '<&', \*STDIN) or die;
open(my $out, '>&', \*STDOUT) or die;
open(STDIN, '<', '/dev/null') or die;
open(STDOUT, '>&', \*STDERR) or die;
binmode($_) for $in, $out;
$| = 1;

sub read_message {    # a list of [name, value]; exits at the end of input
  my @fields;
  while (1) {
    my $length = '';
    while (1) {
      read($in, my $c, 1) or exit 0;
      last if $c eq ':';
      $length .= $c;
    }
    my $text = '';
    while (length($text) < $length) {
      read($in, $text, $length - length($text), length($text)) or exit 0;
    }
    read($in, my $newline, 1) or exit 0;
    return @fields if $length == 0;
    push @fields, [split /=/, $text, 2];
  }
}

sub write_message {    # name, value, name, value …
  my $text = '';
  while (my ($name, $value) = splice(@_, 0, 2)) {
    my $field = "$name=$value";
    $text .= length($field) . ":$field\n";
  }
  syswrite($out, $text . "0:\n");
}

sub all { my $name = shift; map { $_->[1] } grep { $_->[0] eq $name } @_ }
sub first { (all(@_), '')[0] }

sub touch { for (@_) { open(my $file, '>', $_) or die } }

my $left;    # the parent of an orphan

my %known;    # what forget has to forget

# The tool: returns exit code, output, more fields.
sub work {
  my ($id, $message, $verb, @rest) = @_;
  if ($verb eq 'echo')    { return (0, "@rest") }
  if ($verb eq 'exit')    { return ($rest[0], '') }
  if ($verb eq 'pid')     { return (0, $$) }
  if ($verb eq 'pwd')     { require Cwd; return (0, Cwd::getcwd()) }
  if ($verb eq 'env')     { return (0, $ENV{$rest[0]} // 'unset') }
  if ($verb eq 'cat')     { open(my $file, '<', $rest[0]) or return (1, "$rest[0]: $!"); local $/; return (0, <$file>) }
  if ($verb eq 'write')   { open(my $file, '>', $rest[0]) or return (1, "$rest[0]: $!"); print $file $rest[1]; return (0, '') }
  if ($verb eq 'fill')    { open(my $file, '>', $rest[0]) or return (1, "$rest[0]: $!"); print $file 'x' x $rest[1]; return (0, '') }
  if ($verb eq 'symlink') { rmdir($rest[1]); symlink($rest[0], $rest[1]) or return (1, "$rest[1]: $!"); return (0, '') }
  if ($verb eq 'rmdir')   { require Cwd; rmdir(Cwd::getcwd()) or return (1, "$!"); return (0, '') }
  if ($verb eq 'error')   { print STDERR "@rest\n"; return (0, '') }
  if ($verb eq 'die')     { print STDERR "@rest\n"; kill 'KILL', $$; sleep 1000 }
  if ($verb eq 'leave')   { exit $rest[0] }
  if ($verb eq 'hang')    { print STDERR "hanging\n"; touch(@rest); sleep 1000 while 1 }
  if ($verb eq 'garbage') { syswrite($out, "what is this\n"); sleep 1000 }
  if ($verb eq 'cut')     { syswrite($out, "9:type="); exit 0 }
  if ($verb eq 'foreign') { write_message(type => 'done', id => $id + 1, exit => 0); sleep 1000 }
  if ($verb eq 'twice')   { write_message(type => 'done', id => $id, exit => 0, output => 'once') ; return (0, 'twice') }
  if ($verb eq 'retire')  { return (0, $$, retire => 1) }
  if ($verb eq 'linger') {    # answers when there is the second file, and does not go
    touch($rest[0]);
    select(undef, undef, undef, 0.001) until -e $rest[1];
    write_message(type => 'done', id => $id, exit => 0, retire => 1);
    sleep 1000 while 1;
  }
  if ($verb eq 'opened')  { return (0, '', map { (opened => $_) } @rest) }
  if ($verb eq 'big')     { return (0, 'x' x $rest[0]) }
  if ($verb eq 'shout')   { print STDERR 'x' x 1000 while 1 }
  if ($verb eq 'grow')    { our @memory; push @memory, 'x' x $rest[0]; return (0, length $memory[0]) }
  if ($verb eq 'split')   { return (0, "\xc3", output => "\xa4", unknown => 'field') }
  if ($verb eq 'inputs')  { return (0, join("\n", all('input', @$message))) }
  if ($verb eq 'known')   { $known{$_} = 1 for all('input', @$message); return (0, join("\n", sort keys %known)) }
  if ($verb eq 'fork') {    # leaves a process that nobody is the parent of
    my $child = fork();
    if ($child == 0) {
      if (my $grandchild = fork()) { print STDERR "$grandchild"; exit 0 }
      close($_) for $in, $out;
      sleep 1000;
      exit 0;
    }
    waitpid($child, 0);
    return (0, '');
  }
  if ($verb eq 'orphan') {    # leaves a process that hides as it is told; returns its id
    my %how = map { $_ => 1 } @rest;
    pipe(my $told, my $tell) or die;
    my $child = fork();
    if ($child == 0) {
      if (fork()) { close($tell); sleep 1000 if $how{late}; exit 0 }    # late: until it is reaped
      require POSIX;
      POSIX::setsid() if $how{session};
      $0 = 'x' x 10_000 if $how{title};    # overwrites the environment, too
      open(STDERR, '>', '/dev/null') if $how{quiet};
      open(STDOUT, '>', '/dev/null') if $how{quiet};
      close($_) for $how{held} ? () : ($in, $out);
      syswrite($tell, $$);
      close($tell);
      if ($how{closed}) { POSIX::close($_) for 0 .. 100 }
      if ($how{loud}) { syswrite(STDERR, 'x' x 100_000) while 1 }
      sleep 1000 while 1;
    }
    close($tell);
    $left = $child;
    waitpid($child, 0) unless $how{late};
    return (0, readline($told));
  }
  if ($verb eq 'reap')   { kill 'KILL', $left; waitpid($left, 0); return (0, '') }
  if ($verb eq 'shut') {   # answers, closes its input, and goes on
    close($_) for $in, \*STDIN;
    write_message(type => 'done', id => $id, exit => 0, output => $$);
    sleep 1000 while 1;
  }
  if ($verb eq 'deafen') { # answers, and reads nothing more
    write_message(type => 'done', id => $id, exit => 0, output => $$);
    sleep 1000 while 1;
  }
  if ($verb eq 'stop') { print STDERR "stopped\n"; kill 'STOP', $$; return (0, 'continued') }
  if ($verb eq 'endless') { syswrite($out, '1' x 10_000) while 1 }
  if ($verb eq 'parting') { # answers and ends
    write_message(type => 'done', id => $id, exit => 0, output => 'x' x $rest[0]);
    exit 0;
  }
  if ($verb eq 'wait') {    # until the cancel comes
    touch(@rest);
    while (1) {
      my @cancel = read_message();
      return (130, 'cancelled') if first('type', @cancel) eq 'cancel' && first('id', @cancel) eq $id;
    }
  }
  return (2, "unknown verb $verb");
}

my ($start, @can) = @ARGV;
if ($start eq 'refuse')  { print STDERR "no licence\n"; exit 3 }
if ($start eq 'silent')  { sleep 1000 while 1 }
if ($start eq 'babble')  { syswrite($out, "Welcome!\n"); sleep 1000 }
if ($start eq 'stubborn') { $SIG{TERM} = 'IGNORE' }
# Before it is ready: a request that is in the pipe already would be lost without a sign.
if ($start eq 'shut')    { close($_) for $in, \*STDIN }
write_message(type => 'ready', protocol => $start eq 'future' ? 2 : 1, map { (can => $_) } @can);
if ($start eq 'shut')    { sleep 1000 while 1 }
while (1) {
  my @message = read_message();
  my $type = first('type', @message);
  if ($type eq 'ping') {
    if ($start eq 'deaf') { touch($ENV{PINGED} // ()); sleep 1000 }
    write_message(type => 'pong');
  } elsif ($type eq 'forget') {
    delete $known{$_} for all('input', @message);
    write_message(type => 'forgot');
  } elsif ($type eq 'work') {
    my $id = first('id', @message);
    my ($exit, $output, @more);
    {
      local %ENV = %ENV;
      $ENV{$_->[0]} = $_->[1] for map { [split /=/, $_, 2] } all('set', @message);
      delete $ENV{$_} for all('unset', @message);
      if (chdir first('dir', @message)) {
        ($exit, $output, @more) = work($id, \@message, all('arg', @message));
        chdir '/';
      } else {
        ($exit, $output) = (1, 'no such directory');
      }
    }
    write_message(type => 'done', id => $id, exit => $exit, output => $output, @more);
  }
}
