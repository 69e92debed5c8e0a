"""The synthetic county as the returns and registers that an authority sends or keeps."""
