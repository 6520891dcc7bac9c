%%
%class Words
%unicode
%standalone
%%
[a-zäöü]+ { System.out.println("word " + yytext()); }
[^] { }
