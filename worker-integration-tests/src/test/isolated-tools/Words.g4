grammar Words;
words : WORD+ ;
WORD : [a-zäöü]+ ;
BLANK : [ \t]+ -> skip ;
