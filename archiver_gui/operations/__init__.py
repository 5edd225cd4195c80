"""What the program can do, one verb a file; used by the window and the command line alike."""
