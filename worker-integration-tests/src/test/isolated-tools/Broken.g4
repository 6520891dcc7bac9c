grammar Broken;
words : WORD missing ;
WORD : [a-z]+ ;
