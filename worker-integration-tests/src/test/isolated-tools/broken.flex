%%
%class Words
%%
[a-z { }
