"""All planted faults, and the handful of a quick run."""

import faults_bytes
import faults_funds
import faults_ledger
import faults_rules
import faults_ways

FAULTS = [*faults_bytes.FAULTS, *faults_rules.FAULTS, *faults_ledger.FAULTS, *faults_ways.FAULTS,
          *faults_funds.FAULTS]
QUICK = ["csv-last-record", "gzip-first-member", "a-cent-too-much", "paid-twice", "released-twice", "unchained",
         "replacing-rename", "verify-no-archive"]
