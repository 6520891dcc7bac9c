package words;
import java.util.List;
public class Bad{
  int x=1 ;
  /** Größe, with a line that is too long for the checks of this test. */
  void NAME( ) { if(x==1){x=2;} }
}
