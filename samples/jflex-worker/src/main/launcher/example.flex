%%
%class Example
%standalone
%%
[a-z]+ { }
