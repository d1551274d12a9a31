"""`python -m surveykit`: the same as the command `surveykit`."""

import sys

from surveykit.cli import main

sys.exit(main())
