package words;

public class Good {
  int one = 1;
}
