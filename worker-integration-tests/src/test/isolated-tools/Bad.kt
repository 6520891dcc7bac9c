package words

fun  twice( x : Int) :Int{
    return x*2 }
