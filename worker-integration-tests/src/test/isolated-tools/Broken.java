class { 
