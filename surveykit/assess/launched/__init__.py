"""After the launch: attendance beside the forecast."""
