"""The desk of experiments: takt experiment ..., one file a part."""
