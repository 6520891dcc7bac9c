#!/usr/bin/perl
# A compiler that stays alive: it writes the text of file 2 to file 1, in upper case.
use strict;
use warnings;
use utf8;

binmode STDIN;
binmode STDOUT;
$| = 1;

# A message: a list of [name, value], or nothing at the end of input.
sub receive {
  my @fields;
  while (defined(my $line = <STDIN>)) {
    my ($length, $rest) = $line =~ /^(\d+):(.*)\z/s or die "not a field: $line";
    return \@fields if $length == 0;
    # A value may contain newlines: read on until the field and its newline are complete.
    while (length($rest) < $length + 1) {
      read(STDIN, $rest, $length + 1 - length($rest), length($rest)) or return;
    }
    push @fields, [split(/=/, substr($rest, 0, $length), 2)];
  }
  return;
}

sub answer {
  my $message = '';
  while (my ($name, $value) = splice(@_, 0, 2)) {
    $message .= length("$name=$value") . ":$name=$value\n";
  }
  print "${message}0:\n";
}

answer(type => 'ready', protocol => 1, can => 'ping');
while (my $fields = receive()) {
  my %of;
  push @{ $of{ $_->[0] } }, $_->[1] for @$fields;
  my $type = $of{type}[0];
  if ($type eq 'ping') {
    answer(type => 'pong');
  } elsif ($type eq 'work') {
    my $fault = shout($of{dir}[0], @{ $of{arg} });
    answer(type => 'done', id => $of{id}[0], exit => $fault ? 1 : 0, output => $fault);
  }
}

sub shout {
  my ($directory, $to, $from) = @_;
  chdir $directory or return "no directory $directory\n";
  open(my $in, '<', $from) or return "$from: $!\n";
  open(my $out, '>', $to) or return "$to: $!\n";
  print $out uc($_) while <$in>;
  close $out or return "$to: $!\n";
  return '';
}
