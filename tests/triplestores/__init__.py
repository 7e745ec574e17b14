"""Tests of loading into triple stores."""
